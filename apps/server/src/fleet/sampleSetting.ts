import type { SampleClaim, SampleSetting } from '@gpu-console/shared/samples';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { cudaVersion } from './nodes.ts';

const DEFAULT_RESOURCE = 'nvidia.com/gpu';
/** NVIDIA's DRA driver, and the DeviceClass of each type of its devices, whole GPUs first. */
const DRA_DRIVER = 'gpu.nvidia.com';
const DEVICE_CLASSES = [
  ['gpu', 'gpu.nvidia.com'],
  ['mig', 'mig.nvidia.com'],
] as const;

type Cluster = Pick<ClusterView, 'nodes' | 'slices'>;

/**
 * What samples are to ask for here: whole GPUs where any node has some, else the resource that there is most of; where nodes
 * have none and a DRA driver offers devices, a claim; and the CUDA version of most of the nodes that have it.
 * @param serverVersion `v1.34.2`
 */
export function sampleSetting(
  { nodes, slices }: Cluster,
  serverVersion: string | null,
): Omit<SampleSetting, 'namespace'> {
  const offers = [...nodes.values()].flatMap((node) =>
    Object.entries(node.allocatable).map(([resource, amount]) => ({
      resource: { key: resource, amount },
      cuda: { key: cudaVersion(node.labels), amount },
    })),
  );
  const hasUsual = offers.some(({ resource }) => resource.key === DEFAULT_RESOURCE && resource.amount > 0);
  const most = mostOf(offers.map((offer) => offer.resource));
  const resource = hasUsual ? DEFAULT_RESOURCE : (most ?? DEFAULT_RESOURCE);
  const versions = offers.filter((offer) => offer.resource.key === resource).map(({ cuda }) => cuda);
  return {
    resource,
    cuda: mostOf(versions.filter(({ key }) => key !== null)) ?? null,
    claim: most === undefined ? claimOf(slices, serverVersion) : null,
  };
}

function claimOf(slices: Cluster['slices'], serverVersion: string | null): SampleClaim | null {
  const types = new Set(
    [...slices.values()]
      .filter(({ driver }) => driver === DRA_DRIVER)
      .flatMap(({ devices }) => devices.map(({ type }) => type)),
  );
  const deviceClass = DEVICE_CLASSES.find(([type]) => types.has(type))?.[1];
  return deviceClass === undefined ? null : { version: apiVersionOf(serverVersion), deviceClass };
}

/** The version of resource.k8s.io that a release of Kubernetes serves; the newest where it does not tell. */
function apiVersionOf(serverVersion: string | null): SampleClaim['version'] {
  const minor = Number(/^v?1\.(\d+)/.exec(serverVersion ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  if (minor >= 34) return 'v1';
  return minor === 33 ? 'v1beta2' : 'v1beta1';
}

function mostOf<K>(amounts: readonly { readonly key: K; readonly amount: number }[]): K | undefined {
  const sums = new Map<K, number>();
  for (const { key, amount } of amounts) sums.set(key, (sums.get(key) ?? 0) + amount);
  const [most] = [...sums].filter(([, sum]) => sum > 0).sort(([, a], [, b]) => b - a);
  return most?.[0];
}
