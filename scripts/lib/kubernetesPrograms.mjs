import { goPrograms } from './goPrograms.mjs';

/**
 * Builds Kubernetes' own kube-apiserver, kube-scheduler and kubectl, unless that was done; the folder they are in.
 * @returns {Promise<string>}
 */
export function kubernetesPrograms() {
  return goPrograms({
    name: 'Kubernetes',
    folder: 'scripts/kubernetes',
    release: (goMod) => /k8s\.io\/kubernetes v(\S+)/.exec(goMod)?.[1] ?? '',
    program: 'kubectl',
    flags: (version) => {
      const [major = '', minor = ''] = version.split('.');
      const facts = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
      const named = Object.entries(facts).map(([name, value]) => [
        `k8s.io/component-base/version.${name}`,
        value,
      ]);
      return { variables: Object.fromEntries(named) };
    },
  });
}
