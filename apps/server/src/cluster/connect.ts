import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import type { ClusterSettings } from '../config/clusterSettings.ts';
import { ClusterStore } from '../dashboards/clusterStore.ts';
import { FileStore } from '../dashboards/fileStore.ts';
import { ClusterState } from '../kubernetes/clusterState.ts';
import type { Clients } from './clients.ts';
import { Cluster } from './cluster.ts';

interface Options {
  /** Hears of an object that makes no sense. */
  readonly onLeftOut?: (problem: string) => void;
  /** How long a kind of dashboards that the cluster lacks is not looked for again. */
  readonly lookAgainMs?: number;
}

/**
 * A cluster as the console knows it, over these clients; `follow` begins to follow it. It ends when `signal` aborts.
 * @throws Error where the dashboards' directory cannot be used
 */
export async function connect(
  config: Omit<ClusterSettings, 'prometheus' | 'version'>,
  clients: Clients,
  signal: AbortSignal,
  { onLeftOut, ...options }: Options = {},
): Promise<Cluster> {
  const { api, writer, target } = clients;
  const known = target instanceof Error ? undefined : target;
  const { directory, namespace = known?.namespace ?? 'default' } = config.dashboards;
  return new Cluster(
    {
      id: config.cluster.id,
      name: config.cluster.name ?? known?.clusterName ?? config.cluster.id,
      clients,
      state: new ClusterState(gpuResourceTest(config.kubernetes.gpuResources), onLeftOut),
      access: config.access,
      writes: { namespaces: config.writes.namespaces, writer },
      dashboards:
        directory === undefined
          ? new ClusterStore({ api, writer, namespace, signal, ...options })
          : await FileStore.open(directory),
    },
    signal,
  );
}
