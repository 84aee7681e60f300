import { describe, expect, it } from 'vitest';
import { joinFleet } from '../fleet/fleet.ts';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { sinceLastReading } from './sinceLastReading.ts';

const END = 1_700_000_000;
const at = (seconds: number) => new Date((END + seconds) * 1000).toISOString();
const started = (name: string, seconds: number) =>
  kubePod(name, { node: 'worker-1', status: { phase: 'Running', startTime: at(seconds) } });
const cluster = clusterOf(
  [kubeNode('worker-1', { gpus: 4 })],
  [started('new', 20), started('a', -30), started('b', 40), started('old', -600)],
);
const holds = (uuid: string, ...pods: string[]) =>
  deviceOf(uuid, { workloads: pods.map((name) => ({ namespace: 'ml', name, container: null })) });
const fleet = joinFleet(cluster, viewOf([holds('1', 'new'), holds('2', 'a', 'b'), holds('3', 'old')]));
const terms = { end: END, until: END + 60, partOf: () => ({ device: 1, share: 1 }) };

describe('what pods hold that no reading has seen', () => {
  const found = sinceLastReading({ state: cluster, fleet }, [], terms);

  it('counts since they started, of a shared GPU their share', () => {
    expect(found.map(({ pod, gpuHours, sharedBy }) => [pod, gpuHours * 3600, sharedBy])).toEqual([
      ['new', 40, 1],
      ['a', 45, 2],
      ['b', 10, 2],
    ]);
  });

  it('has no use to tell yet', () => {
    expect(found[0]).toMatchObject({ measuredGpuHours: 0, idleGpuHours: 0, meanUtilization: null, gpus: 1 });
  });

  it('leaves out who is counted already, and what started after the range', () => {
    const counted = found.filter(({ pod }) => pod === 'new');
    const rest = sinceLastReading({ state: cluster, fleet }, counted, { ...terms, until: END + 30 });
    expect(rest.map(({ pod }) => pod)).toEqual(['a']);
  });
});
