import type { FleetProblem } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { en } from '../texts.en.ts';
import { zhCN } from '../texts.zh-CN.ts';
import { healthByName, isOfHealth, problemLabel } from './health.ts';

const problem = (kind: string, params: FleetProblem['params'] = {}, gpu: string | null = 'GPU-1') =>
  ({
    ...{ id: kind, severity: 'critical', kind, node: 'n', gpu, pod: null, params },
    title: { en: `${kind} on n`, 'zh-CN': `n 的 ${kind}` },
    message: kind,
  }) as const satisfies FleetProblem;

describe('the health of a row', () => {
  it('is its own problems in their order, and what could not be judged of nodes and GPUs', () => {
    const [xid, hot] = [problem('xid'), problem('gpu-temperature')];
    const unjudged = [
      { check: 'gpu-throttle', reason: 'not exported' },
      { check: 'kubesphere-workspace', reason: 'forbidden' },
    ];
    const of = healthByName(
      { problems: [xid, problem('node-ready', {}, null), hot], unjudged },
      en.health,
      ({ gpu }) => gpu,
    );
    expect(of('GPU-1')).toEqual({ problems: [xid, hot], unjudged: ['gpu-throttle'] });
    expect(of('GPU-2').problems).toEqual([]);
  });

  it('is found by severity, by kind, and by whether there is a problem', () => {
    const ill = { problems: [problem('xid')], unjudged: [] };
    const well = { problems: [], unjudged: [] };
    for (const wanted of [undefined, 'problems', 'critical', 'xid'])
      expect(isOfHealth(ill, wanted), wanted).toBe(true);
    for (const wanted of ['ok', 'warning', 'gpu-throttle'])
      expect(isOfHealth(ill, wanted), wanted).toBe(false);
    expect([undefined, 'ok', 'problems', 'xid'].map((wanted) => isOfHealth(well, wanted))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a problem in a word', () => {
  it('names the XID, and a GPU that fell off the bus as lost', () => {
    expect(problemLabel(problem('xid', { xid: 48 }), en.health, 'en')).toBe('XID 48');
    expect(problemLabel(problem('xid', { xid: 79 }), en.health, 'en')).toBe('Lost (XID 79)');
    expect(problemLabel(problem('xid', { xid: 79 }), zhCN.health, 'zh-CN')).toBe('已掉卡（XID 79）');
  });

  it('is the alert’s name, or all of it where it has no word', () => {
    expect(problemLabel(problem('alert', { alertname: 'GpuHot' }), en.health, 'en')).toBe('GpuHot');
    expect(problemLabel(problem('toString'), zhCN.health, 'zh-CN')).toBe('n 的 toString');
  });
});
