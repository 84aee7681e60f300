import { hasLabels } from '@gpu-console/shared/kubernetes';
import { SAMPLE_LABELS } from '@gpu-console/shared/samples';
import { seen } from '../../doctor/check.ts';
import { isKnown } from '../../fact.ts';
import type { PodRecord } from '../../kubernetes/records.ts';
import { step } from '../step.ts';

export const samples = step(
  'samples',
  // What other people's pods lack is not this step's.
  { needs: ['allocatable'] },
  ({ facts }, found) => {
    const { cluster } = facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const pods = [...cluster.value.pods.values()].sort((a, b) => Number(isSample(b)) - Number(isSample(a)));
    const running = pods.filter(({ phase }) => phase === 'Running');
    const queued = pods.filter(({ phase, node }) => phase === 'Pending' && node === null);
    const starting = pods.find(({ phase, node }) => phase === 'Pending' && node !== null);
    const finished = pods.find(({ phase }) => phase === 'Succeeded');
    const [first] = running;
    const beside = queued.slice(0, 1).map((pod) => {
      const message = pod.unschedulable?.message ?? pod.status;
      return found.info('queued', { count: queued.length, pod: nameOf(pod), message }, [
        seen(`Pod/${nameOf(pod)}`, '.status.conditions[PodScheduled]', message, pod.unschedulable?.since),
      ]);
    });
    if (first !== undefined) {
      const params = { count: running.length, pod: nameOf(first), gpus: amounts(first) };
      return { items: [found.pass('running', params, [phaseOf(first)])], beside };
    }
    if (finished !== undefined)
      return { items: [found.pass('finished', { pod: nameOf(finished) }, [phaseOf(finished)])], beside };
    if (starting !== undefined) {
      const params = { pod: nameOf(starting), status: starting.status };
      return { items: [found.wait('starting', params, [phaseOf(starting)])], beside };
    }
    return { items: [found.fail('none')], beside };
  },
);

function isSample({ reach }: PodRecord): boolean {
  return hasLabels(reach.labels, SAMPLE_LABELS);
}

export const nameOf = ({ namespace, name }: PodRecord): string => `${namespace}/${name}`;

function amounts({ requests, claims }: PodRecord): string {
  const asked = Object.entries(requests).map(([resource, amount]) => `${resource}: ${amount}`);
  return [...asked, ...claims].join(', ');
}

function phaseOf(pod: PodRecord) {
  return seen(`Pod/${nameOf(pod)}`, '.status.phase', pod.phase, pod.startedAt);
}
