import { type GpuResourceTest, gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { componentOf } from './components.ts';
import { isBelieved } from './componentTrust.ts';
import type { ContainerStatus, PodObject } from './objects.ts';
import { exitWord, podStatus } from './podStatus.ts';

/** One container of an operand, init containers too. Times are Unix seconds. */
export interface ComponentContainer {
  readonly name: string;
  readonly init: boolean;
  readonly image: string;
  readonly state: 'waiting' | 'running' | 'terminated';
  /** Why it waits, or how it ended: `ImagePullBackOff`, `Completed`. */
  readonly reason: string | null;
  readonly message: string | null;
  readonly startedAt: number | null;
  readonly ready: boolean;
  readonly restarts: number;
  readonly lastTermination: {
    readonly reason: string;
    readonly exitCode: number;
    readonly message: string | null;
    readonly finishedAt: number | null;
  } | null;
}

/** A pod of the GPU Operator, or of what is installed in its place. */
export interface ComponentRecord {
  readonly component: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it is, or where its DaemonSet wants it while it is not placed. */
  readonly node: string | null;
  readonly ip: string | null;
  readonly status: string;
  readonly phase: string;
  readonly ready: boolean;
  /** All its init containers are done. */
  readonly initialized: boolean;
  readonly restarts: number;
  readonly labels: Readonly<Record<string, string>>;
  /** In the order in which they run: init containers first. */
  readonly containers: readonly ComponentContainer[];
  /** The container that a pod which is not ready waits for; null for a pod without any. */
  readonly heldUpBy: ComponentContainer | null;
  readonly readySince: number | null;
  /** Since when it is not. */
  readonly notReadySince: number | null;
  /** What the scheduler said, where it could not place the pod. */
  readonly unschedulable: string | null;
  /** Its containers start only where the DRA driver prepares what it claims. */
  readonly hasClaims: boolean;
  readonly createdAt: number;
  /** When the first of its containers that run now began. */
  readonly startedAt: number | null;
  /** When the run before the last restart began. */
  readonly previousStartedAt: number | null;
}

/** The component's record, or undefined for any other pod, and for one that only says so. */
export function componentRecord(
  pod: PodObject,
  isGpu: GpuResourceTest = gpuResourceTest(),
): ComponentRecord | undefined {
  const { metadata, spec, status } = pod;
  const component = componentOf(
    metadata.labels,
    spec.containers.map(({ image }) => image),
  );
  if (component === undefined || !isBelieved(component, pod, isGpu)) return undefined;
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  const started = status.containerStatuses.flatMap(({ state }) => state.running?.startedAt ?? []);
  const before = status.containerStatuses.flatMap(({ lastState }) => lastState.terminated?.startedAt ?? []);
  const scheduled = status.conditions.find(({ type }) => type === 'PodScheduled');
  const containerOf = (init: boolean, statuses: readonly ContainerStatus[]) => (one: Spec) =>
    containerRecord(
      one,
      init,
      statuses.find(({ name }) => name === one.name),
    );
  const containers = [
    ...spec.initContainers.map(containerOf(true, status.initContainerStatuses)),
    ...spec.containers.map(containerOf(false, status.containerStatuses)),
  ];
  return {
    component,
    namespace: metadata.namespace,
    name: metadata.name,
    node: spec.nodeName ?? wantedNode(pod),
    ip: status.podIP ?? null,
    status: podStatus(pod),
    phase: status.phase,
    ready: status.phase === 'Succeeded' || ready?.status === 'True',
    initialized: status.conditions.some((one) => one.type === 'Initialized' && one.status === 'True'),
    restarts: status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    labels: metadata.labels,
    containers,
    heldUpBy: heldUpBy(containers),
    readySince: ready?.status === 'True' ? (ready.lastTransitionTime ?? null) : null,
    notReadySince: ready?.status === 'True' ? null : (ready?.lastTransitionTime ?? null),
    unschedulable:
      scheduled?.status === 'False' ? (scheduled.message ?? scheduled.reason ?? 'not placed') : null,
    hasClaims: spec.resourceClaims.length > 0,
    createdAt: metadata.creationTimestamp,
    startedAt: started.length === 0 ? null : Math.min(...started),
    previousStartedAt: before.length === 0 ? null : Math.max(...before),
  };
}

/** The first init container that is not done, else a main one that is not ready; the first that stays, where all are. */
function heldUpBy(containers: readonly ComponentContainer[]): ComponentContainer | null {
  const isDone = ({ state, reason }: ComponentContainer) => state === 'terminated' && reason === 'Completed';
  return (
    containers.find((one) => one.init && !one.ready && !isDone(one)) ??
    containers.find(({ init, ready }) => !init && !ready) ??
    containers.find(({ init }) => !init) ??
    null
  );
}

function wantedNode({ spec }: PodObject): string | null {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const names = (terms ?? []).flatMap(({ matchFields }) =>
    matchFields.filter(({ key }) => key === 'metadata.name').flatMap(({ values }) => values),
  );
  return names[0] ?? null;
}

type Spec = PodObject['spec']['containers'][number];

function containerRecord(spec: Spec, init: boolean, status: ContainerStatus | undefined): ComponentContainer {
  const { running, waiting, terminated } = status?.state ?? {};
  const ended = terminated ?? status?.lastState.terminated;
  return {
    name: spec.name,
    init,
    image: spec.image,
    state: running !== undefined ? 'running' : terminated !== undefined ? 'terminated' : 'waiting',
    reason: terminated === undefined ? (waiting?.reason ?? null) : exitWord(terminated),
    message: waiting?.message ?? terminated?.message ?? null,
    startedAt: running?.startedAt ?? ended?.startedAt ?? null,
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    lastTermination:
      ended === undefined
        ? null
        : {
            reason: exitWord(ended),
            exitCode: ended.exitCode,
            message: ended.message ?? null,
            finishedAt: ended.finishedAt ?? null,
          },
  };
}
