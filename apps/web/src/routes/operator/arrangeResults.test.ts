import type { CheckResult } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { arrangeResults } from './arrangeResults.ts';

const CLUSTER = { kind: 'cluster', name: '', namespace: null, node: null } as const;

function result(
  check: string,
  stage: string,
  verdict: CheckResult['verdict'],
  more: Partial<CheckResult> = {},
): CheckResult {
  return {
    id: `${check} ${verdict} ${more.blockedBy?.check}`,
    check,
    stage,
    subject: CLUSTER,
    verdict,
    severity: null,
    variant: null,
    params: {},
    evidence: [],
    blockedBy: null,
    reason: null,
    commands: [],
    ...more,
  };
}

const summary = (check: string, stage: string, pass: number) => ({
  ...{ check, stage, pass, verdict: pass > 0 ? ('pass' as const) : null },
  ...{ warn: 0, info: 0, fail: 0, unknown: 0 },
});

const WAITS = { blockedBy: { check: 'driver-ready', subject: CLUSTER } };
const REPORT = {
  results: [
    result('toolkit-ready', 'toolkit', 'warn', WAITS),
    result('clock-skew', 'metrics', 'unknown'),
    result('metrics-target', 'metrics', 'warn', WAITS),
    result('driver-ready', 'driver', 'fail'),
    result('driver-versions', 'driver', 'warn'),
    result('node-ready', 'platform', 'pass'),
  ],
  checks: [
    summary('node-ready', 'platform', 12),
    summary('driver-ready', 'driver', 11),
    summary('mig-state', 'devices', 0),
  ],
};

const all = () => true;
const outline = (...args: Parameters<typeof arrangeResults>) =>
  arrangeResults(...args).map(({ stage, results, passing }) => [
    stage,
    results.map(({ check }) => check),
    passing.map(({ check }) => check),
  ]);

describe('the checks', () => {
  it('stand by stage: who is to blame before what is unknown, that before who waits, passes last', () => {
    expect(outline(REPORT, {}, all)).toEqual([
      ['driver', ['driver-ready', 'driver-versions'], ['driver-ready']],
      ['metrics', ['clock-skew', 'metrics-target'], []],
      ['toolkit', ['toolkit-ready'], []],
      ['platform', [], ['node-ready']],
    ]);
  });

  it('are narrowed by stage, check, verdict and words', () => {
    expect(outline(REPORT, { stage: 'metrics' }, all)).toEqual([
      ['metrics', ['clock-skew', 'metrics-target'], []],
    ]);
    expect(outline(REPORT, { check: 'driver-ready' }, all)).toEqual([
      ['driver', ['driver-ready'], ['driver-ready']],
    ]);
    expect(outline(REPORT, { verdict: 'pass' }, all)).toEqual([
      ['platform', [], ['node-ready']],
      ['driver', [], ['driver-ready']],
    ]);
    expect(outline(REPORT, {}, ({ check }) => check.startsWith('clock'))).toEqual([
      ['metrics', ['clock-skew'], []],
    ]);
  });
});
