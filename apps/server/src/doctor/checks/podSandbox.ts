import { CONTAINERD_PATHS } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, type Finding, nodeSubject, seen } from '../check.ts';
import { distributionOf, withCluster } from '../cluster.ts';
import { pipelineOf } from '../pipeline.ts';
import { type SandboxFailure, sandboxFailure } from '../sandbox.ts';

/** Whether kubelet can make the sandboxes of the operator's pods, by its events about those that never started. */
export const podSandbox = check('pod-sandbox', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    if (cluster.components.size === 0) return [];
    if (!isKnown(facts.events)) return [found.unknown(CLUSTER, facts.events.unknown)];
    const findings = [...pipelineOf(facts)].flatMap(([name, pipeline]): Finding[] => {
      const node = cluster.nodes.get(name);
      const stuck = [...pipeline.values()].flat().flatMap(({ pod, blockedBy }) => {
        const failure = blockedBy?.check === 'pod-sandbox' ? sandboxFailure(pod, facts) : undefined;
        return failure === undefined ? [] : [{ pod, failure }];
      });
      const byCause = new Map<SandboxFailure['cause'], typeof stuck>();
      for (const one of stuck)
        byCause.set(one.failure.cause, [...(byCause.get(one.failure.cause) ?? []), one]);
      return [...byCause].flatMap(([cause, own]) => {
        const [first] = own;
        if (first === undefined) return [];
        const { pod, failure } = first;
        const distribution = node === undefined ? null : distributionOf(node);
        const paths = distribution === null ? undefined : CONTAINERD_PATHS[distribution];
        const params = {
          node: name,
          pod: pod.name,
          namespace: pod.namespace,
          pods: own.map((one) => one.pod.component).join(', '),
          message: failure.message,
          distribution: distribution ?? '—',
          config: paths?.config ?? '—',
          socket: paths?.socket ?? '—',
        };
        const evidence = own.map((one) =>
          seen(
            `Pod/${one.pod.namespace}/${one.pod.name}`,
            `FailedCreatePodSandBox ×${one.failure.count}`,
            one.failure.message,
            one.failure.at,
          ),
        );
        const variant = cause === 'no-runtime' && paths !== undefined ? 'other-config' : cause;
        return [found.fail(nodeSubject(name), variant, { params, evidence })];
      });
    });
    return findings.length > 0 ? findings : [found.pass(CLUSTER)];
  }),
);
