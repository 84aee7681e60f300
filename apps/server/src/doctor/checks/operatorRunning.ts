import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf, withCluster } from '../cluster.ts';
import { configurationsOf } from '../configuration.ts';
import { isEarly, unpullable } from '../pipeline.ts';

export const operatorRunning = check('operator-running', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const pods = componentsOf(cluster, 'operator').filter(({ phase }) => phase !== 'Succeeded');
    const ready = pods.find((pod) => pod.ready);
    const pod = ready ?? pods[0];
    if (pod === undefined) {
      const configurations = configurationsOf(facts);
      const [configuration] = isKnown(configurations) ? configurations.value : [];
      if (configuration === undefined) return [];
      const { kind, name } = configuration;
      const evidence = [seen(`${kind}/${name}`, 'operator pods', 0)];
      return [found.fail(CLUSTER, 'absent', { params: { kind, policy: name }, evidence })];
    }
    const container = pod.containers.find((one) => !one.ready) ?? pod.containers[0];
    const evidence = [
      seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', pod.status, pod.readySince ?? pod.notReadySince),
      ...(container?.lastTermination == null
        ? []
        : [
            seen(
              `Pod/${pod.namespace}/${pod.name}`,
              `last end of ${container.name}`,
              `${container.lastTermination.reason} (exit code ${container.lastTermination.exitCode})`,
              container.lastTermination.finishedAt,
            ),
          ]),
    ];
    if (ready !== undefined) return [found.pass(CLUSTER, evidence)];
    const params = {
      pod: pod.name,
      namespace: pod.namespace,
      status: pod.status,
      container: container?.name ?? '',
    };
    const quiet = !/BackOff|Err|OOM/.test(pod.status) && unpullable(pod) === undefined;
    return [
      isEarly(pod, facts.now) && quiet
        ? found.warn(CLUSTER, 'starting', { params, evidence })
        : found.fail(CLUSTER, 'failing', { params, evidence }),
    ];
  }),
);
