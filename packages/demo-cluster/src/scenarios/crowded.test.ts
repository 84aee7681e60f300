import { beforeAll, describe, expect, it } from 'vitest';
import { SimulatedCluster } from '../simulation/cluster.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, listOf, textOf } from '../simulation/unknownFields.ts';
import { crowded } from './crowded.ts';

const LIVE_FROM = 1_700_000_000;

describe('the crowded cluster', () => {
  const cluster = new SimulatedCluster({
    plan: crowded.plan({}),
    seed: 1,
    start: LIVE_FROM - 2 * 3600,
    liveFrom: LIVE_FROM,
    network: 1,
    honorLabels: false,
  });
  beforeAll(() => cluster.advanceTo(LIVE_FROM + 60));

  const pod = (namespace: string, name: string) => {
    const found = cluster.store.get('Pod', namespace, name);
    if (found === undefined) throw new Error(`there is no pod ${namespace}/${name}`);
    return found;
  };
  const refusal = (namespace: string, name: string) => {
    const conditions = listOf(fieldsOf(pod(namespace, name).status)['conditions']).map(fieldsOf);
    return textOf(conditions.find(({ type }) => type === 'PodScheduled')?.['message']);
  };

  it.each([
    ['vision', 'debug-shell', 'shard-01'],
    ['nlp', 'finetune', 'shard-02'],
    ['recsys', 'ranker-train', 'shard-03'],
  ])('has %s/%s hold two GPUs of %s', (namespace, name, node) => {
    const { nodeName, phase } = podView(pod(namespace, name));
    expect({ nodeName, phase }).toEqual({ nodeName: node, phase: 'Running' });
  });

  const taint = '1 node(s) had untolerated taint {dedicated: research}';
  it.each([
    ['nlp', 'wide-train', `${taint}, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/gpu`],
    [
      'vision',
      'needs-research-pool',
      `${taint}, 1 node(s) were unschedulable, 3 node(s) didn't match Pod's node affinity/selector`,
    ],
    [
      'nlp',
      'long-context',
      `${taint}, 1 node(s) were unschedulable, 3 node(s) didn't match Pod's node affinity/selector`,
    ],
  ])('refuses %s/%s in the scheduler’s words', (namespace, name, reasons) => {
    expect(refusal(namespace, name)).toContain(`0/5 nodes are available: ${reasons}. preemption:`);
  });

  it('runs one of a group of three', () => {
    const phases = [0, 1, 2].map((index) => podView(pod('research', `ablation-${index}`)).phase);
    expect(phases.toSorted()).toEqual(['Pending', 'Pending', 'Running']);
  });

  it('does not try the pod that has a gate', () => {
    expect(refusal('recsys', 'queued-train')).toBe('Scheduling is blocked due to non-empty scheduling gates');
  });
});
