import { type GpuResourceTest, podGpus } from '@gpu-console/shared/kubernetes';
import type { PodObject } from './objects.ts';

/**
 * Where the GPU Operator, NFD, the device plugin and the DRA driver are installed by their charts' and manifests' own words:
 * namespaces of whoever runs the cluster.
 */
const NAMESPACES: ReadonlySet<string> = new Set([
  ...[
    'gpu-operator',
    'gpu-operator-resources',
    'nvidia-gpu-operator',
    'node-feature-discovery',
    'openshift-nfd',
  ],
  ...['kube-system', 'nvidia-device-plugin', 'nvidia-dra-driver-gpu'],
]);

/** What runs once on each node: a DaemonSet's, or the node's own where its manifest lies on it (a mirror pod). */
const PER_NODE = ['DaemonSet', 'Node'];
/** A Deployment's pods belong to its ReplicaSets. */
const DEPLOYED = ['ReplicaSet'];

/** The kinds of object that a component's pods belong to, where not `PER_NODE`. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  operator: DEPLOYED,
  'nfd-master': DEPLOYED,
  'dra-controller': DEPLOYED,
  // Older charts' pods do not say whether they are its controller, which is deployed.
  'dra-driver': [...PER_NODE, ...DEPLOYED],
  // The DaemonSet's, and those that it starts to try the driver and the plugin; these belong to what it belongs to.
  validator: [...PER_NODE, 'ClusterPolicy', 'Job'],
};

/**
 * Whether a pod may be believed that it is the component its labels or images say. Anybody who may create pods may write
 * any label: outside the namespaces where components are usual, the pod belongs to what runs such a component, and asks
 * for no GPU, since none does but the validator's own trial, and what a GPUCluster makes to watch all of them.
 */
export function isBelieved(component: string, pod: PodObject, isGpu: GpuResourceTest): boolean {
  const { metadata } = pod;
  if (NAMESPACES.has(metadata.namespace)) return true;
  const owner = metadata.ownerReferences.find(({ controller }) => controller === true)?.kind;
  if (owner === undefined || !(OWNERS[component] ?? PER_NODE).includes(owner)) return false;
  return !asksForGpus(component, pod, isGpu) || owner === 'ClusterPolicy';
}

/**
 * The templates of the claims by which components have access to GPUs that others hold (NVIDIA/gpu-operator 26.7, manifests of
 * GPUCluster). The API server makes such claims (`adminAccess`) only in namespaces that an administrator labelled for it.
 */
const ADMIN_CLAIMS: Readonly<Record<string, string>> = {
  dcgm: 'nvidia-dcgm-admin',
  'dcgm-exporter': 'nvidia-dcgm-exporter-admin',
  validator: 'nvidia-dra-validator-gpu',
};

/** Devices by claim count, too: what they are stands elsewhere. */
function asksForGpus(component: string, { spec }: PodObject, isGpu: GpuResourceTest): boolean {
  const requests = podGpus(spec, 'requests', isGpu);
  const template = ADMIN_CLAIMS[component];
  return (
    Object.values(requests).some((amount) => amount > 0) ||
    spec.resourceClaims.some(
      ({ resourceClaimTemplateName }) => template === undefined || resourceClaimTemplateName !== template,
    )
  );
}
