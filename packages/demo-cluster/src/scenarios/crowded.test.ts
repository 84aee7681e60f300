import { describe, expect, it } from 'vitest';
import { SimulatedCluster } from '../simulation/cluster.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, listOf, textOf } from '../simulation/unknownFields.ts';
import { crowded } from './crowded.ts';

const LIVE_FROM = 1_700_000_000;

/** What the scheduler says of each pod that waits, after so many seconds of history. */
function sentences(history: number) {
  const cluster = new SimulatedCluster({
    plan: crowded.plan({}),
    seed: 1,
    start: LIVE_FROM - history,
    liveFrom: LIVE_FROM,
    network: 1,
    honorLabels: false,
  });
  cluster.advanceTo(LIVE_FROM + 60);
  const waiting = cluster.store.list('Pod').filter((pod) => podView(pod).nodeName === undefined);
  return Object.fromEntries(
    waiting.map((pod) => {
      const [condition] = listOf(fieldsOf(pod.status)['conditions']).map(fieldsOf);
      return [pod.metadata.name, textOf(condition?.['message'])?.replace(/ preemption: .*/, '')];
    }),
  );
}

const LABELS = "node(s) didn't match Pod's node affinity/selector";
const TAINT = '1 node(s) had untolerated taint {dedicated: research}';
const CORDON = '1 node(s) were unschedulable';

const EXPECTED = {
  'needs-four': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 Insufficient nvidia.com/gpu.`,
  'needs-eight': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 Insufficient nvidia.com/gpu.`,
  'bert-worker-1': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 Insufficient nvidia.com/gpu.`,
  'bert-worker-2': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 Insufficient nvidia.com/gpu.`,
  'needs-toleration': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 ${LABELS}.`,
  'needs-repaired-node': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 ${LABELS}.`,
  'needs-hopper': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 ${LABELS}.`,
  'needs-slice': `0/7 nodes are available: ${TAINT}, ${CORDON}, 5 Insufficient nvidia.com/mig-7g.80gb.`,
  'needs-cores': `0/7 nodes are available: 1 Insufficient nvidia.com/gpu, ${TAINT}, ${CORDON}, 4 Insufficient cpu.`,
  'waits-for-quota': 'Scheduling is blocked due to non-empty scheduling gates',
};

describe('the crowded cluster', () => {
  it.each([0, 3 * 3600])(
    'lets the same pods wait for the same reasons, %d seconds after it began',
    (history) => {
      expect(sentences(history)).toEqual(EXPECTED);
    },
  );
});
