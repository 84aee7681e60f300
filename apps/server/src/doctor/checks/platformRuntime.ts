import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, operatorVersion, runtimeName, runtimeVersion } from '../cluster.ts';
import { supportHere } from '../suitableRelease.ts';
import { isBefore } from '../versions.ts';

/** Kubernetes took its own way to Docker out (dockershim); another program stands in since. */
const WITHOUT_DOCKERSHIM = '1.24';

export const platformRuntime = check('platform-runtime', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const subject = nodeSubject(node.name);
    const { containerRuntime, kubeletVersion } = node.facts;
    if (containerRuntime === '')
      return [found.unknown(subject, 'kubelet does not tell its container runtime')];
    const release = operatorVersion(cluster);
    const { docker, containerd } = supportHere(facts, cluster);
    const evidence = [
      seen(`Node/${node.name}`, '.status.nodeInfo.containerRuntimeVersion', containerRuntime),
    ];
    const supported = [
      ...(docker === null ? [] : [`docker ${docker}+`]),
      `containerd ${containerd}+`,
      'cri-o',
    ].join(', ');
    const params = {
      node: node.name,
      runtime: containerRuntime,
      operator: release ?? '—',
      kubernetes: kubeletVersion || '—',
      supported,
    };
    const version = runtimeVersion(node);
    const tooOld: Readonly<Record<string, boolean>> = {
      docker: docker !== null && isBefore(version, docker),
      containerd: isBefore(version, containerd),
      'cri-o': false,
    };
    const isOld = tooOld[runtimeName(node)];
    if (isOld === undefined || isOld) return [found.fail(subject, 'unsupported', { params, evidence })];
    const isDocker = runtimeName(node) === 'docker';
    if (isDocker && (docker === null || !isBefore(kubeletVersion || '0.0', WITHOUT_DOCKERSHIM)))
      return [found.warn(subject, 'unvalidated', { params, evidence })];
    return [found.pass(subject, evidence)];
  }),
);
