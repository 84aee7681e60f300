import type { Container, NodeCondition, NodeFacts } from '@gpu-console/shared/contract';
import {
  cloudGpu,
  containerGpus,
  type GpuResourceTest,
  gpuAmounts,
  hasEnded,
  isGpuAmount,
  podGpus,
  type Resources,
  type Taint,
  type VgpuCard,
  type VgpuGrant,
  vgpuCards,
  vgpuGrants,
} from '@gpu-console/shared/kubernetes';
import { type Fraction, fractionOf, type Reservation, reservationOf } from './fractions.ts';
import type { ContainerStatus, NodeObject, PodObject } from './objects.ts';
import { type GroupMembership, groupOf, type Placement, placementOf } from './placement.ts';
import { exitWord, podStatus } from './podStatus.ts';
import { type Workload, workloadOf } from './workload.ts';

/** A GPU node, as small as the console needs it. Times are Unix seconds. */
export interface NodeRecord {
  readonly name: string;
  /** What the host calls itself, which may not be the node's name. */
  readonly hostnames: readonly string[];
  readonly ready: boolean;
  readonly schedulable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly capacity: Resources;
  readonly allocatable: Resources;
  /** The boards that a device plugin for shared GPUs registers (HAMi, Volcano). */
  readonly cards: readonly VgpuCard[];
  readonly conditions: readonly NodeCondition[];
  readonly facts: NodeFacts;
  readonly externalIp: string | null;
  readonly createdAt: number;
}

/** What Services know a pod by. */
export interface Reach {
  readonly labels: Readonly<Record<string, string>>;
  /** The containers' ports that have a name. */
  readonly namedPorts: Readonly<Record<string, number>>;
}

/** Whether a device of a container works: `Healthy`, `Unhealthy` or `Unknown`. */
export interface DeviceHealth {
  readonly container: string;
  /** `nvidia.com/gpu`, or `claim:NAME/REQUEST`. */
  readonly resource: string;
  /** The ResourceClaim that gave it, and under which request; null for a device plugin's, and where the request is not told. */
  readonly claim: string | null;
  readonly request: string | null;
  /** The device plugin's id, which is the UUID of NVIDIA's devices, or the DRA driver's. */
  readonly device: string;
  readonly health: string;
  readonly message: string | null;
}

/** A pod that asks for GPUs or parts of them, or for devices by claim, of which only the claims tell whether they are GPUs. */
export interface PodRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly phase: string;
  readonly status: string;
  readonly node: string | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Of a pod that failed, why kubelet or a controller says so: `UnexpectedAdmissionError`; what it says is cut short. */
  readonly failure: { readonly reason: string; readonly message: string } | null;
  readonly owner: Workload | null;
  /** What its owner belongs to: the Deployment of a ReplicaSet. */
  readonly workload: Workload | null;
  readonly requests: Resources;
  readonly limits: Resources;
  /** How much of a GPU it asks for, beside how many: memory and cores, which the schedulers of shared GPUs count. */
  readonly amounts: Resources;
  /** The boards that such a scheduler gave it, and how much of each. */
  readonly grants: readonly VgpuGrant[];
  readonly fraction: Fraction | null;
  readonly reservation: Reservation | null;
  /** Names of its ResourceClaims that exist. */
  readonly claims: readonly string[];
  /** What it asks for by extended resources that its claim stands for: counted as that claim's devices, not as requests. */
  readonly claimedRequests: Resources;
  /** What kubelet says of its devices. */
  readonly deviceHealth: readonly DeviceHealth[];
  /** In the order in which they run: init containers first. */
  readonly containers: readonly Container[];
  readonly reach: Reach;
  /** What the scheduler said while it could not place the pod. */
  readonly unschedulable: { readonly message: string | null; readonly since: number } | null;
  readonly placement: Placement;
  readonly group: GroupMembership | null;
}

/** The node's record, or undefined for a node that neither has GPUs nor should. */
export function nodeRecord(
  { metadata, spec, status }: NodeObject,
  isGpu: GpuResourceTest,
): NodeRecord | undefined {
  const capacity = gpuAmounts(status.capacity, isGpu);
  if (Object.keys(capacity).length === 0 && !hasGpuLabel(metadata.labels)) return undefined;
  const addresses = (type: string) =>
    status.addresses.filter((one) => one.type === type).map(({ address }) => address);
  return {
    name: metadata.name,
    hostnames: [...addresses('Hostname'), metadata.labels['kubernetes.io/hostname']].flatMap(
      (one) => one || [],
    ),
    ready: status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
    schedulable: !spec.unschedulable,
    labels: metadata.labels,
    taints: spec.taints,
    capacity,
    allocatable: gpuAmounts(status.allocatable, isGpu),
    cards: vgpuCards(metadata.annotations),
    conditions: status.conditions.map((condition) => ({
      type: condition.type,
      status: condition.status,
      reason: condition.reason ?? null,
      message: condition.message ?? null,
      since: condition.lastTransitionTime ?? null,
    })),
    facts: {
      architecture: status.nodeInfo.architecture,
      operatingSystem: status.nodeInfo.osImage,
      kernelVersion: status.nodeInfo.kernelVersion,
      containerRuntime: status.nodeInfo.containerRuntimeVersion,
      kubeletVersion: status.nodeInfo.kubeletVersion,
      internalIp: addresses('InternalIP')[0] ?? null,
    },
    externalIp: addresses('ExternalIP')[0] ?? null,
    createdAt: metadata.creationTimestamp,
  };
}

/** Under which names, and at which address, a node may stand on series. */
export function namesOfNode({ metadata, status }: NodeObject): readonly string[] {
  const addresses = status.addresses
    .filter(({ type }) => type !== 'ExternalIP')
    .map(({ address }) => address);
  return [
    ...new Set([metadata.name, metadata.labels['kubernetes.io/hostname'] ?? metadata.name, ...addresses]),
  ];
}

/**
 * What NFD writes of a display or 3D controller of NVIDIA's (vendor 10de), by vendor alone or by class and vendor as its
 * configuration has it; and what the operator makes of that.
 */
const NFD_GPU_LABELS = ['pci-10de', 'pci-0300_10de', 'pci-0302_10de'].map(
  (device) => `feature.node.kubernetes.io/${device}.present`,
);

function hasGpuLabel(labels: NodeRecord['labels']): boolean {
  const isLabelled = ['nvidia.com/gpu.present', ...NFD_GPU_LABELS].some((label) => labels[label] === 'true');
  return isLabelled || cloudGpu(labels) !== null;
}

/** The pod's record, or undefined for a pod that asks for neither a GPU or a part of one, nor a device by claim. */
export function podRecord(pod: PodObject, isGpu: GpuResourceTest): PodRecord | undefined {
  const { metadata, spec, status } = pod;
  const asked = podGpus(spec, 'requests', isGpu);
  const claims = claimsByName(pod);
  const amounts = podGpus(spec, 'requests', (name) => isGpuAmount(name) && !isGpu(name));
  const fraction = fractionOf(metadata);
  const isAsking = [...Object.values(asked), ...Object.values(amounts)].some((amount) => amount > 0);
  if (!isAsking && claims.size === 0 && fraction === null) return undefined;
  const mapped = claimedResources(pod);
  const controller = metadata.ownerReferences.find(({ controller }) => controller === true);
  const owner = controller === undefined ? null : { kind: controller.kind, name: controller.name };
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    phase: status.phase,
    status: podStatus(pod),
    node: spec.nodeName ?? null,
    createdAt: metadata.creationTimestamp,
    startedAt: status.startTime ?? null,
    finishedAt: finishedAt(pod),
    failure: failureOf(pod),
    owner,
    workload: workloadOf(owner, metadata.labels, metadata.creationTimestamp),
    requests: pick(asked, (resource) => !mapped.has(resource)),
    limits: pick(podGpus(spec, 'limits', isGpu), (resource) => !mapped.has(resource)),
    amounts,
    grants: vgpuGrants(metadata.annotations),
    fraction,
    reservation: reservationOf(metadata),
    claims: [...claims.values()],
    claimedRequests: pick(asked, (resource) => mapped.has(resource)),
    deviceHealth: deviceHealth(pod, claims),
    containers: [
      ...spec.initContainers.map((spec) => containerView(spec, status.initContainerStatuses, true, isGpu)),
      ...spec.containers.map((spec) => containerView(spec, status.containerStatuses, false, isGpu)),
    ],
    reach: { labels: metadata.labels, namedPorts: namedPorts(spec) },
    unschedulable: unschedulable(pod),
    placement: placementOf(spec),
    group: groupOf(metadata),
  };
}

/** The pod's claims that exist, by the name that its containers know them by. */
function claimsByName({ spec, status }: PodObject): ReadonlyMap<string, string> {
  const made = new Map(status.resourceClaimStatuses.map((one) => [one.name, one.resourceClaimName]));
  const claims = new Map<string, string>();
  for (const { name, resourceClaimName } of spec.resourceClaims) {
    const claim = resourceClaimName ?? made.get(name);
    if (claim != null) claims.set(name, claim);
  }
  const extended = status.extendedResourceClaimStatus?.resourceClaimName;
  return extended === undefined ? claims : claims.set(EXTENDED, extended);
}

/** No name that a pod could give a claim. */
const EXTENDED = '<extended resources>';

/** The extended resources that the pod got as devices of a claim. A node offers each either so or by a device plugin. */
function claimedResources({ status }: PodObject): ReadonlySet<string> {
  const mappings = status.extendedResourceClaimStatus?.requestMappings ?? [];
  return new Set(mappings.map(({ resourceName }) => resourceName));
}

function pick(resources: Resources, isWanted: (resource: string) => boolean): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([resource]) => isWanted(resource)));
}

function deviceHealth(pod: PodObject, claims: ReadonlyMap<string, string>): DeviceHealth[] {
  const { status } = pod;
  const mapped = claimedResources(pod);
  return [...status.initContainerStatuses, ...status.containerStatuses].flatMap((container) =>
    container.allocatedResourcesStatus.flatMap(({ name, resources }) => {
      const [, claim, request = null] = /^claim:([^/]+)(?:\/(.+))?$/.exec(name) ?? [];
      const known = claim ?? (mapped.has(name) ? EXTENDED : undefined);
      return resources.map(({ resourceID, health, message }) => ({
        container: container.name,
        resource: name,
        claim: known === undefined ? null : (claims.get(known) ?? null),
        request,
        device: resourceID,
        health,
        message: message ?? null,
      }));
    }),
  );
}

function namedPorts({ containers, initContainers }: PodObject['spec']): Reach['namedPorts'] {
  const ports = [...containers, ...initContainers].flatMap(({ ports }) => ports);
  return Object.fromEntries(
    ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort]])),
  );
}

function finishedAt({ status }: PodObject): number | null {
  if (!hasEnded(status)) return null;
  const ends = status.containerStatuses.flatMap(({ state }) => state.terminated?.finishedAt ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}

const MAX_MESSAGE = 300;

function failureOf({ status: { phase, reason, message } }: PodObject): PodRecord['failure'] {
  if (phase !== 'Failed' || reason === undefined) return null;
  return { reason, message: (message ?? '').slice(0, MAX_MESSAGE) };
}

function unschedulable({ metadata, spec, status }: PodObject): PodRecord['unschedulable'] {
  if (status.phase !== 'Pending' || spec.nodeName !== undefined) return null;
  const condition = status.conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  return {
    message: condition?.message ?? null,
    since: condition?.lastTransitionTime ?? metadata.creationTimestamp,
  };
}

function containerView(
  spec: PodObject['spec']['containers'][number],
  statuses: readonly ContainerStatus[],
  init: boolean,
  isGpu: GpuResourceTest,
): Container {
  const status = statuses.find(({ name }) => name === spec.name);
  const { running, terminated } = status?.state ?? {};
  const ended = terminated ?? status?.lastState.terminated;
  return {
    name: spec.name,
    init,
    image: spec.image,
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    state: containerState(status),
    startedAt: running?.startedAt ?? ended?.startedAt ?? null,
    lastTermination:
      ended === undefined
        ? null
        : { reason: exitWord(ended), exitCode: ended.exitCode, finishedAt: ended.finishedAt ?? null },
    requests: { ...containerGpus(spec, 'requests', isGpu) },
  };
}

function containerState(status: ContainerStatus | undefined): string {
  const { running, waiting, terminated } = status?.state ?? {};
  if (running !== undefined) return 'Running';
  if (terminated !== undefined) return exitWord(terminated);
  return waiting?.reason ?? 'Waiting';
}
