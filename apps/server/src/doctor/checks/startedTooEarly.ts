import { check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { podsOn } from '../pipeline.ts';

/** From a node's coming up until all its pods were started again. */
const BOOT_SECONDS = 900;

/**
 * A node that reboots starts its containers again in any order: one with a GPU that came before the device plugin got
 * none. A plugin that was only restarted takes no GPU away, so the node's coming up is asked for, too.
 */
export const startedTooEarly = check('started-too-early', (facts, found) =>
  withCluster(facts, found, (cluster) =>
    [...cluster.pods.values()].flatMap((pod) => {
      if (pod.phase !== 'Running' || pod.node === null) return [];
      if (!Object.keys(pod.requests).some((name) => name.startsWith('nvidia.com/'))) return [];
      const readySince =
        cluster.nodes
          .get(pod.node)
          ?.conditions.find(({ type, status }) => type === 'Ready' && status === 'True')?.since ?? null;
      const plugin = podsOn(facts, pod.node, 'device-plugin').find(({ state }) => state === 'ready')?.pod;
      const pluginAt = plugin?.containers.find(({ init }) => !init)?.startedAt ?? null;
      if (readySince === null || pluginAt === null || plugin === undefined) return [];
      const early = pod.containers.find(
        ({ init, restarts, startedAt, requests }) =>
          !init &&
          restarts > 0 &&
          Object.keys(requests).length > 0 &&
          startedAt !== null &&
          startedAt < pluginAt &&
          Math.abs(startedAt - readySince) < BOOT_SECONDS &&
          pluginAt - readySince < BOOT_SECONDS,
      );
      const subject = podSubject(pod);
      if (early === undefined) return [found.pass(subject)];
      return [
        found.fail(subject, 'early', {
          params: { pod: pod.name, namespace: pod.namespace, node: pod.node },
          evidence: [
            seen(`Node/${pod.node}`, 'ready since', 'boot', readySince),
            seen(
              `Pod/${pod.namespace}/${pod.name}`,
              `container ${early.name} started`,
              'running',
              early.startedAt,
            ),
            seen(`Pod/${plugin.namespace}/${plugin.name}`, 'device plugin started', 'running', pluginAt),
          ],
        }),
      ];
    }),
  ),
);
