import { KubeConfig } from '@kubernetes/client-node';

/**
 * The way to the cluster: the kubeconfig file given, else the service account of the pod this runs in, else the
 * user's own kubeconfig, as kubectl would choose.
 * @throws Error naming the file or context that cannot be used.
 */
export function loadKubeConfig(file: string | undefined, context: string | undefined): KubeConfig {
  const config = new KubeConfig();
  if (file === undefined) config.loadFromDefault();
  else config.loadFromFile(file);
  if (context !== undefined) {
    if (config.getContextObject(context) === null) {
      const known = config.getContexts().map(({ name }) => name);
      throw new Error(
        `KUBE_CONTEXT=${context} is not in the kubeconfig; it has ${known.join(', ') || 'none'}`,
      );
    }
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster() === null) {
    throw new Error('no Kubernetes cluster: set KUBECONFIG to a kubeconfig file with a current context');
  }
  return config;
}
