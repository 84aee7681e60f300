import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, nvidiaCapacity, operatorVersion, runtimeName, runtimeVersion } from '../cluster.ts';
import { isReadyOn } from '../pipeline.ts';
import { supportHere } from '../suitableRelease.ts';
import { isBefore, versionNumbers } from '../versions.ts';

export const platformRuntime = check('platform-runtime', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const subject = nodeSubject(node.name);
    const { containerRuntime } = node.facts;
    if (containerRuntime === '')
      return [found.unknown(subject, 'kubelet does not tell its container runtime')];
    const release = operatorVersion(cluster);
    // A toolkit that the administrator installed is not the operator's.
    if (release === null && nvidiaCapacity(node).length > 0) return [];
    const { docker, containerd } = supportHere(facts, cluster);
    const evidence = [
      seen(`Node/${node.name}`, '.status.nodeInfo.containerRuntimeVersion', containerRuntime),
      seen('GPU Operator', 'version', release),
    ];
    const supported = [
      ...(docker === null ? [] : [`docker ${docker}+`]),
      `containerd ${containerd}+`,
      'cri-o',
    ].join(', ');
    const name = runtimeName(node);
    const version = runtimeVersion(node);
    if (name !== 'cri-o' && versionNumbers(version).length === 0)
      return [found.unknown(subject, 'kubelet does not tell the version of its container runtime')];
    const isValidated: Readonly<Record<string, boolean>> = {
      docker: docker !== null && !isBefore(version, docker),
      containerd: !isBefore(version, containerd),
      'cri-o': true,
    };
    if (isValidated[name] === true) return [found.pass(subject, evidence)];
    const params = { node: node.name, runtime: containerRuntime, operator: release ?? '—', supported };
    // The toolkit of later releases still configures Docker; it is not validated any more.
    return [
      isReadyOn(facts, node.name, 'device-plugin') ||
      isReadyOn(facts, node.name, 'dra-driver') ||
      (name === 'docker' && docker === null)
        ? found.warn(subject, 'unvalidated', { params, evidence })
        : found.fail(subject, 'unsupported', { params, evidence }),
    ];
  }),
);
