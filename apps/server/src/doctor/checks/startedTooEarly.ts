import { startedTooEarly as earlyStarts } from '../../fleet/startedTooEarly.ts';
import { check, podSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

export const startedTooEarly = check('started-too-early', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const early = earlyStarts(cluster);
    return [...cluster.pods].flatMap(([key, pod]) => {
      if (pod.phase !== 'Running' || pod.node === null || Object.keys(pod.requests).length === 0) return [];
      const subject = podSubject(pod);
      const start = early.get(key);
      if (start === undefined) return [found.pass(subject)];
      const { namespace, name } = pod;
      return [
        found.fail(subject, 'early', {
          params: { pod: name, namespace, node: start.node },
          evidence: [
            seen(`Node/${start.node}`, 'rebooted', 'containers of now began', start.rebootedAt),
            seen(
              `Pod/${namespace}/${name}`,
              `container ${start.container} started`,
              'Running',
              start.startedAt,
            ),
            seen(`Pod/${start.plugin}`, 'device plugin ready', 'Running', start.pluginReadyAt),
          ],
        }),
      ];
    });
  }),
);
