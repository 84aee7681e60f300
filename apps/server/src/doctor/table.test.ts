import type { CheckResult } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { factsOf, healthyWorld, put, type World } from '../testing/doctorWorld.ts';
import { doctorReport } from './runChecks.ts';
import { doctorTable } from './table.ts';

/** The table of a world in which something was changed. */
function tableOf(
  change: (world: World) => void,
  language: Parameters<typeof doctorTable>[1] = 'en',
  withPasses = false,
): string {
  const world = healthyWorld();
  change(world);
  return doctorTable(doctorReport(factsOf(world)), language, withPasses);
}

/** The Service selects other pods, so that nothing is scraped; and the components' RuntimeClass is gone. */
function twoFaults(world: World): void {
  put(world.services[0], ['spec', 'selector'], { app: 'another' });
  world.targets.splice(0);
  world.gpus.splice(0);
  world.runtimeClasses.splice(0);
}

const linesOf = (table: string, pattern: RegExp) => table.split('\n').filter((line) => pattern.test(line));

describe('the table of the checks', () => {
  it('is one line where nothing is wrong', () => {
    expect(tableOf(() => {})).toMatch(/^0 critical, 0 warnings, 0 info, 0 unknown, \d+ passed$/);
    expect(tableOf(() => {}, 'zh-CN')).toMatch(/^严重 0，警告 0，提示 0，未知 0，通过 \d+$/);
  });

  it('has culprits first, in the order of stages, and then who waits for them', () => {
    const verdicts = linesOf(tableOf(twoFaults), /^(?:CRITICAL|WARNING|INFO|UNKNOWN|PASS) /).map((line) =>
      line.split(/\s+/).slice(0, 2).join(' '),
    );
    expect(verdicts.slice(0, 2)).toEqual(['CRITICAL runtime-class', 'CRITICAL metrics-service']);
    expect(verdicts.at(-1)).toBe('WARNING metrics-target');
    expect(verdicts.filter((line) => line.startsWith('PASS'))).toEqual([]);
  });

  it('says under a culprit what to do and what to type, and under a victim nothing', () => {
    const lines = tableOf(twoFaults).split('\n');
    const culprit = lines.findIndex((line) => /^CRITICAL +metrics-service +cluster$/.test(line));
    const under = lines.slice(
      culprit + 1,
      lines.findIndex((line, at) => at > culprit && /^\S/.test(line)),
    );
    expect(under[0]).toMatch(/^ +Service nvidia-dcgm-exporter selects app=another/);
    expect(under.find((line) => line.includes('→'))).toContain('→ Select the exporter’s pods.');
    expect(under.at(-1)).toMatch(
      /^ +\$ kubectl -n gpu-operator set selector service nvidia-dcgm-exporter app=nvidia-dcgm-exporter$/,
    );
    const victim = lines.findIndex((line) => /^WARNING +metrics-target /.test(line));
    const rest = lines
      .slice(victim + 1)
      .join('\n')
      .split(/\n(?=\S)/)[0];
    expect(rest).toContain('← waits for metrics-service (cluster)');
    expect(rest).not.toContain('$ ');
  });

  it('fits a terminal of 100 columns, but for what is typed', () => {
    const words = linesOf(tableOf(twoFaults), /^(?: {9}(?! *\$)|CRITICAL|WARNING|INFO|UNKNOWN|\d)/);
    expect(words.length).toBeGreaterThan(6);
    for (const line of words) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it('gives a manifest to type whole, as it is', () => {
    expect(tableOf(twoFaults)).toContain(
      "$ kubectl apply -f - <<'EOF'\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\n",
    );
  });

  it('shows what would tell the terminal to do something', () => {
    const hostile =
      'evil\u001b]0;owned\u0007\u009b2J\u202e\r\nPASS  everything\u001b]8;;http://evil.example\u001b\\';
    const subject = { kind: 'pod', name: hostile, namespace: hostile, node: hostile } as const;
    const blocker = { check: hostile, subject };
    const [first] = doctorReport(factsOf(healthyWorld())).results;
    if (first === undefined) throw new Error('there is no check');
    const [result, blocked] = [
      {
        ...first,
        verdict: 'unknown',
        variant: null,
        reason: hostile,
        subject,
        commands: [`echo ${hostile.replace('\n', '')}`],
      },
      {
        ...first,
        verdict: 'unknown',
        reason: hostile,
        subject: { ...subject, kind: 'gpu' },
        blockedBy: blocker,
      },
    ] as CheckResult[];
    const report = {
      results: [result, blocked].filter((one) => one !== undefined),
      summary: { pass: 0, warn: 0, info: 0, fail: 0, unknown: 2 },
    };
    for (const language of ['en', 'zh-CN'] as const) {
      const table = doctorTable(report, language, true);
      expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(table).toContain('evil\\x1b]0;owned\\x07\\x9b2J\\u202e\\x0d');
      expect(linesOf(table, /^(PASS|通过) /)).toEqual([]);
    }
  });

  it('says all of it in Chinese', () => {
    const table = tableOf(twoFaults, 'zh-CN');
    expect(linesOf(table, /^严重 +metrics-service +集群$/)).toHaveLength(1);
    expect(table).toContain('→ 让它选中 Exporter 的 Pod。');
    expect(table).toContain('set selector service nvidia-dcgm-exporter app=nvidia-dcgm-exporter');
    expect(table).toMatch(/严重 2，警告 \d+，提示 \d+，未知 \d+，通过 \d+$/);
    expect(table).not.toMatch(/\b(?:CRITICAL|WARNING|INFO|UNKNOWN)\b/);
  });

  it('has passes only where they are asked for, each in one line', () => {
    const passes = linesOf(
      tableOf(() => {}, 'en', true),
      /^PASS/,
    );
    expect(passes.length).toBeGreaterThan(30);
    expect(passes.find((line) => line.includes('metrics-service'))).toMatch(/cluster$/);
    expect(tableOf(() => {}, 'en', true).split('\n')).toHaveLength(passes.length + 1);
  });
});
