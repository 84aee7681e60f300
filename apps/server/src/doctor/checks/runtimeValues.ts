import { isKnown } from '../../fact.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { distributionOf, eachNode, isOperatorThere, operatorVersion, runtimeName } from '../cluster.ts';
import { PIPELINE, podsOn } from '../pipeline.ts';
import { isBefore } from '../versions.ts';

/** From this release on the operator reads the runtime off the nodes (its release notes). */
const DETECTS_RUNTIME = '1.10';
const RUNTIMES: ReadonlySet<string> = new Set(['docker', 'containerd', 'cri-o']);

export const runtimeValues = check('runtime-values', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    if (!isOperatorThere(cluster)) return [];
    const subject = nodeSubject(node.name);
    const { policies } = facts;
    if (!isKnown(policies)) return [found.unknown(subject, policies.unknown)];
    const [policy] = policies.value;
    const runtime = runtimeName(node);
    if (policy === undefined || !RUNTIMES.has(runtime)) return [];
    const { defaultRuntime, toolkitEnvironment, hasNriPlugin } = policy;
    const given = defaultRuntime === 'crio' ? 'cri-o' : defaultRuntime;
    const evidence = [
      seen(`ClusterPolicy/${policy.name}`, '.spec.operator.defaultRuntime', defaultRuntime),
      seen(`Node/${node.name}`, '.status.nodeInfo.containerRuntimeVersion', node.facts.containerRuntime),
    ];
    const release = operatorVersion(cluster);
    if (release !== null && isBefore(release, DETECTS_RUNTIME) && given !== null && given !== runtime) {
      const params = { node: node.name, given, runtime: runtime === 'cri-o' ? 'crio' : runtime };
      return [found.fail(subject, 'mismatch', { params, evidence })];
    }
    const distribution = distributionOf(node);
    // As an NRI plugin the toolkit leaves the runtime's configuration alone (NVIDIA/gpu-operator, transformForRuntime).
    if (hasNriPlugin)
      return [
        found.pass(subject, [seen(`ClusterPolicy/${policy.name}`, '.spec.cdi.nriPluginEnabled', true)]),
      ];
    if (distribution !== null && runtime === 'containerd' && !toolkitEnvironment['CONTAINERD_SOCKET']) {
      const details = {
        params: { node: node.name, distribution },
        evidence: [
          seen(`ClusterPolicy/${policy.name}`, '.spec.toolkit.env[CONTAINERD_SOCKET]', 'absent'),
          seen(`Node/${node.name}`, '.status.nodeInfo.kubeletVersion', node.facts.kubeletVersion),
        ],
      };
      const works = PIPELINE.slice(1).every(({ component }) =>
        podsOn(facts, node.name, component).every(({ state }) => state === 'ready'),
      );
      return [
        works ? found.warn(subject, 'socket-unset', details) : found.fail(subject, 'socket-broken', details),
      ];
    }
    return [found.pass(subject, evidence)];
  }),
);
