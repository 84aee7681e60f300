import { dump } from 'js-yaml';

/**
 * A kubeconfig for the simulated cluster, with one context of the cluster's name.
 * @param url plain http on loopback, for which @kubernetes/client-node demands `insecure-skip-tls-verify`
 */
export function kubeconfigYaml(url: string, clusterName: string): string {
  return dump({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: clusterName, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: clusterName, user: {} }],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    'current-context': clusterName,
    preferences: {},
  });
}
