import { describe, expect, it } from 'vitest';
import { formatPromql } from './formatPromql.ts';
import { parseQuery } from './parseQuery.ts';

const LONG = [
  'sum by (Hostname, modelName) (rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname=~"gpu-a100-.*"}[5m])) / on (Hostname) group_left count by (Hostname) (DCGM_FI_DEV_GPU_UTIL)',
  'max_over_time((avg by (UUID, gpu, Hostname) (DCGM_FI_DEV_GPU_UTIL{exported_namespace="a  b"}))[1h:5m] offset 1d) > bool 0.5',
  'sum(label_replace(kube_pod_container_resource_requests{resource=~"nvidia_com_.+"}, "node", "$1", "n", "(.*)")) by (node, namespace)',
];
const words = (expr: string) => expr.replace(/\s+/g, '');

describe('a query that is laid out', () => {
  it('has its operands, and the arguments of calls, on lines of their own', () => {
    expect(formatPromql(LONG[0] ?? '')).toBe(
      [
        'sum by (Hostname, modelName) (',
        '  rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname=~"gpu-a100-.*"}[5m])',
        ')',
        '/ on (Hostname) group_left',
        'count by (Hostname) (DCGM_FI_DEV_GPU_UTIL)',
      ].join('\n'),
    );
  });

  it.each(LONG)('says the same: %s', (expr) => {
    const formatted = formatPromql(expr);
    expect(formatted.split('\n').length).toBeGreaterThan(1);
    expect(words(formatted)).toBe(words(expr));
    expect(parseQuery(formatted).error).toBeUndefined();
    expect(formatPromql(formatted)).toBe(formatted);
  });

  it('keeps blanks in strings, and drops those between words', () => {
    expect(formatPromql('up{job="a  b"}\n  *   2')).toBe('up{job="a  b"} * 2');
  });

  it('stays as it is where it cannot be parsed or has comments', () => {
    expect(formatPromql('sum(\n up')).toBe('sum(\n up');
    expect(formatPromql('up # all\n + 1')).toBe('up # all\n + 1');
  });
});
