import { CLUSTER, check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { unpullable } from '../pipeline.ts';
import { slowPull } from '../slowPull.ts';

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
      const params = { ...about, image: slow.container.image, minutes };
      return [
        found.warn(subject, 'slow', { params, evidence: [seen(object, 'event', slow.message, slow.at)] }),
      ];
    });
    if (findings.length > 0) return findings;
    return cluster.components.size === 0 ? [] : [found.pass(CLUSTER)];
  }),
);
