import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import type { Behaviour } from './behaviour.ts';
import type { EventRecorder } from './eventRecorder.ts';
import type { Gpu, Occupant } from './gpu.ts';
import type { ClusterPlan, ContainerFault, InstalledExporter, NodePlan } from './plan.ts';
import type { PodView } from './podView.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** What every part of the simulation shares. */
export interface World {
  readonly plan: ClusterPlan;
  readonly store: ObjectStore;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly events: EventRecorder;
  readonly nodes: ReadonlyMap<string, SimulatedNode>;
  /** What kubelets run, by pod uid. */
  readonly runs: Map<string, PodRun>;
  /** Unix seconds at which the past ends and live time begins. */
  readonly liveFrom: number;
  /** Unix seconds by which every node had booted. */
  readonly settledAt: number;
  readonly kubeStateMetricsAddress: string;
  readonly operatorAddress: string;
  /** While true, what starts has been running since its node booted. */
  isBooting: boolean;
}

export interface SimulatedNode {
  readonly name: string;
  readonly plan: NodePlan;
  readonly gpus: readonly Gpu[];
  readonly address: string;
  /** The first three bytes of its pods' addresses. */
  readonly podNetwork: string;
  readonly exporters: readonly NodeExporter[];
  /** Unix seconds */
  bootedAt: number;
  /** How often it was rebooted. */
  boots: number;
  isUp: boolean;
  /** False from a reboot until the device plugin registers: what starts meanwhile has no GPU. */
  hasDevicePlugin: boolean;
  /** Whether kubelet has ever heard of its GPUs. */
  hasOfferedDevices: boolean;
  readonly images: Set<string>;
  readonly runs: Set<PodRun>;
  /** What goes on here once one more pod is up. */
  readonly waiting: (() => void)[];
  exporterUp: boolean;
  nextPodAddress(): string;
}

/** An exporter on a node; its pod keeps its address when it is replaced, so that its listener and its series go on. */
export interface NodeExporter {
  readonly plan: InstalledExporter;
  readonly address: string;
}

/** One pod on its node. */
export interface PodRun {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: SimulatedNode;
  readonly view: PodView;
  /** In the order in which they run, one after the other, before the containers. */
  readonly initContainers: readonly ContainerRun[];
  readonly containers: readonly ContainerRun[];
  readonly devices: readonly Occupant[];
  readonly address: string;
  /** Succeeded or Failed: it counts for nothing any more. */
  isFinished: boolean;
  isStopping: boolean;
}

export interface ContainerRun {
  readonly name: string;
  readonly image: string;
  readonly containerId: string;
  readonly seed: number;
  readonly behaviour: Behaviour;
  readonly fault: ContainerFault | undefined;
  /** Unix seconds */
  startedAt: number | undefined;
  finishedAt: number | undefined;
  exitCode: number | undefined;
  restarts: number;
  /** The run before the last restart. */
  previous: EndedRun | undefined;
}

/** Whether a container runs now. */
export function isRunning({ startedAt, finishedAt }: ContainerRun): boolean {
  return startedAt !== undefined && finishedAt === undefined;
}

/** Times are Unix seconds. */
export interface EndedRun {
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly exitCode: number;
}

/** Changes the status of a pod, if it is still there. */
export function modifyPod(
  { store }: Pick<World, 'store'>,
  pod: { readonly namespace: string; readonly name: string },
  change: (draft: KubeObject) => void,
): KubeObject | undefined {
  return store.modify('Pod', pod.namespace, pod.name, change);
}
