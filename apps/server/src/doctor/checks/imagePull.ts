import { isKnown } from '../../known.ts';
import type { ComponentRecord } from '../../kubernetes/componentRecord.ts';
import { CLUSTER, check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import type { Facts } from '../facts.ts';
import { unpullable } from '../pipeline.ts';

const SLOW_SECONDS = 600;

export const imagePull = check('image-pull', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const findings = [...cluster.components.values()].flatMap((pod) => {
      const subject = podSubject(pod);
      const object = `Pod/${pod.namespace}/${pod.name}`;
      const about = {
        node: pod.node ?? '—',
        pod: pod.name,
        namespace: pod.namespace,
        component: pod.component,
      };
      const failed = unpullable(pod);
      if (failed !== undefined) {
        const { image, reason, message } = failed;
        const evidence = [seen(object, `.status.containerStatuses[${failed.name}].state.waiting`, reason)];
        const params = { ...about, image, reason: reason ?? '—', message: message ?? '—' };
        return [found.fail(subject, 'failed', { params, evidence })];
      }
      const slow = slowPull(pod, facts);
      if (slow === undefined) return [];
      const minutes = Math.round((facts.now - pod.createdAt) / 60);
      const params = { ...about, image: slow.image, minutes };
      return [
        found.warn(subject, 'slow', { params, evidence: [seen(object, 'event', slow.message, slow.at)] }),
      ];
    });
    if (findings.length > 0) return findings;
    return cluster.components.size === 0 ? [] : [found.pass(CLUSTER)];
  }),
);

/** A pod whose containers are not there yet, and whose last event is that an image is being pulled. */
function slowPull(pod: ComponentRecord, { events, now }: Facts) {
  const waits = pod.containers.find(
    ({ state, reason }) => state === 'waiting' && reason === 'ContainerCreating',
  );
  if (pod.ready || waits === undefined || now - pod.createdAt < SLOW_SECONDS || !isKnown(events))
    return undefined;
  const [latest] = events.value
    .filter(({ object }) => object === `Pod/${pod.name}`)
    .sort((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
  if (latest?.reason !== 'Pulling') return undefined;
  return { image: waits.image, message: latest.message, at: latest.lastSeen };
}
