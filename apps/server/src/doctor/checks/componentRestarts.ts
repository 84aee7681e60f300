import { CLUSTER, check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

const OFTEN = 3;
const LATELY_SECONDS = 3600;

/** Of pods that are ready again: of the others, their own check tells. */
export const componentRestarts = check('component-restarts', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const findings = [...cluster.components.values()].flatMap((pod) =>
      pod.containers.flatMap(({ name, restarts, lastTermination }) => {
        const finishedAt = lastTermination?.finishedAt ?? null;
        if (!pod.ready || restarts < OFTEN || lastTermination === null || finishedAt === null) return [];
        if (facts.now - finishedAt > LATELY_SECONDS) return [];
        const { reason, exitCode, message } = lastTermination;
        const object = `Pod/${pod.namespace}/${pod.name}`;
        return [
          found.warn(podSubject(pod), 'often', {
            about: name,
            params: {
              node: pod.node ?? '—',
              pod: pod.name,
              namespace: pod.namespace,
              container: name,
              restarts,
              reason,
              exitCode,
            },
            evidence: [
              seen(object, `.status.containerStatuses[${name}].restartCount`, restarts),
              seen(object, `last end of ${name}`, message ?? `${reason} (exit code ${exitCode})`, finishedAt),
            ],
          }),
        ];
      }),
    );
    if (findings.length > 0) return findings;
    return cluster.components.size === 0 ? [] : [found.pass(CLUSTER)];
  }),
);
