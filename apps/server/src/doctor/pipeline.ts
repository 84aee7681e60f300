import type { CheckId } from '@gpu-console/shared/doctor';
import { isKnown } from '../fact.ts';
import type { ComponentContainer, ComponentRecord } from '../kubernetes/componentRecord.ts';
import { memo } from '../memo.ts';
import { type Blocker, nodeSubject, podSubject } from './check.ts';
import { hasDraDevices } from './cluster.ts';
import { hintOf } from './driverHints.ts';
import { expectedOn } from './expected.ts';
import type { Facts } from './facts.ts';
import { sandboxFailure } from './sandbox.ts';
import { slowPull } from './slowPull.ts';

/**
 * The components in the order in which each waits for the one before (NVIDIA/gpu-operator, assets/state-* and, of a GPUCluster,
 * manifests/state-dra-*). No node has all of them.
 */
export const PIPELINE = [
  { component: 'driver', check: 'driver-ready' },
  { component: 'toolkit', check: 'toolkit-ready' },
  { component: 'device-plugin', check: 'device-plugin-ready' },
  { component: 'dra-driver', check: 'dra-driver-ready' },
  { component: 'validator', check: 'validator-ready' },
  { component: 'feature-discovery', check: 'feature-discovery-ready' },
  { component: 'dcgm', check: 'dcgm-ready' },
  { component: 'dcgm-exporter', check: 'exporter-ready' },
  { component: 'mig-manager', check: 'mig-manager-ready' },
] as const satisfies readonly { component: string; check: CheckId }[];

/** What an init container of this name waits for: the component before it wrote a file, or a container can use it. */
const WAITS_FOR: Readonly<Record<string, string>> = {
  'driver-validation': 'driver',
  'toolkit-validation': 'toolkit',
  'plugin-validation': 'device-plugin',
  'gpu-validation': 'dra-driver',
};

const MINUTE = 60;
/** A driver is compiled for its kernel; the others only start. */
const TIMEOUTS: Readonly<Record<string, number>> = { driver: 20 * MINUTE };
const DEFAULT_TIMEOUT = 10 * MINUTE;

/** Kubelet tries a sandbox again about as often. */
const RETRY_SECONDS = MINUTE;

const PULL_ERRORS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
]);
const RUN_ERRORS: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'RunContainerError',
  'CreateContainerConfigError',
  'CreateContainerError',
  'Error',
  'OOMKilled',
  'ContainerCannotRun',
  'StartError',
  'DeadlineExceeded',
]);

/** Why a container waits that kubelet has not begun with. */
const STARTING: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);

type PodState =
  | 'ready'
  | 'waits'
  | 'pulling'
  | 'explained'
  | 'starting'
  | 'crashing'
  | 'validation'
  | 'not-ready'
  | 'unschedulable';

/** How one pod of a component is, and what for. */
export interface PodFinding {
  readonly pod: ComponentRecord;
  readonly state: PodState;
  /** The container that holds it up. */
  readonly container: ComponentContainer | null;
  /** The component whose work it waits for. */
  readonly waitsFor: string | null;
  readonly blockedBy: Blocker | null;
}

/** The container whose image cannot be had, if any. */
export function unpullable({ containers }: ComponentRecord): ComponentContainer | undefined {
  return containers.find(({ state, reason }) => state === 'waiting' && PULL_ERRORS.has(reason ?? ''));
}

export function isEarly({ component, createdAt }: ComponentRecord, now: number): boolean {
  return now - createdAt < (TIMEOUTS[component] ?? DEFAULT_TIMEOUT);
}

/** True for a container that failed, or keeps failing. */
function fails({ state, reason, restarts, lastTermination }: ComponentContainer): boolean {
  if (state === 'terminated') return reason !== 'Completed' && lastTermination?.exitCode !== 0;
  if (state === 'waiting') return RUN_ERRORS.has(reason ?? '');
  return restarts >= 3 && lastTermination !== null && lastTermination.exitCode !== 0;
}

/** The init container that is not done yet, undefined once all are. */
function holdUp({ containers, initialized }: ComponentRecord): ComponentContainer | undefined {
  if (initialized) return undefined;
  return containers.find(
    ({ init, state, reason, ready }) => init && !ready && !(state === 'terminated' && reason === 'Completed'),
  );
}

/** What each component's pods on each node are, by node and then component. */
export type NodePipeline = ReadonlyMap<string, readonly PodFinding[]>;

/** The pipeline on a node: its components with the state that explains it, so that a culprit can be told from its victims. */
export const pipelineOf = memo((facts: Facts): ReadonlyMap<string, NodePipeline> => {
  const byNode = new Map<string, Map<string, ComponentRecord[]>>();
  if (!isKnown(facts.cluster)) return new Map();
  for (const pod of facts.cluster.value.components.values()) {
    const { node } = pod;
    if (node === null) continue;
    const components = byNode.get(node) ?? new Map<string, ComponentRecord[]>();
    byNode.set(node, components);
    components.set(pod.component, [...(components.get(pod.component) ?? []), pod]);
  }
  return new Map([...byNode].map(([node, components]) => [node, judge(node, components, facts)]));
});

function judge(
  node: string,
  components: ReadonlyMap<string, readonly ComponentRecord[]>,
  facts: Facts,
): NodePipeline {
  const found = new Map<string, PodFinding[]>();
  const others = [...components.keys()].filter(
    (name) => !PIPELINE.some(({ component }) => component === name),
  );
  for (const component of [...PIPELINE.map((stage) => stage.component), ...others]) {
    const pods = components.get(component);
    if (pods !== undefined)
      found.set(
        component,
        pods.map((pod) => judgePod(pod, node, found, facts)),
      );
  }
  return found;
}

/** @param earlier what the stages before it on this node are */
function judgePod(pod: ComponentRecord, node: string, earlier: NodePipeline, facts: Facts): PodFinding {
  const finding = (state: PodState, more: Partial<PodFinding> = {}): PodFinding => ({
    pod,
    state,
    container: null,
    waitsFor: null,
    blockedBy: null,
    ...more,
  });
  if (pod.ready) return finding('ready');
  if (isHeldByClaims(pod)) {
    const culprit = culpritBefore('dra-driver', node, earlier, facts) ?? noDevices('dra-driver', node, facts);
    if (culprit !== undefined) return finding('waits', { waitsFor: 'dra-driver', blockedBy: culprit });
  }
  if (pod.unschedulable !== null) return finding('unschedulable');
  if (isAway(node, facts))
    return finding('waits', { blockedBy: { check: 'node-ready', subject: nodeSubject(node) } });
  const image = unpullable(pod) ?? slowPull(pod, facts)?.container;
  if (image !== undefined) {
    const blockedBy = { check: 'image-pull', subject: podSubject(pod) };
    return finding('pulling', { container: image, blockedBy });
  }
  const sandbox = sandboxFailure(pod, facts);
  if (sandbox !== undefined) {
    // The toolkit tells the runtime of its own, and is of no use before it did.
    const culprit =
      sandbox.cause === 'no-runtime' ? culpritBefore('toolkit', node, earlier, facts) : undefined;
    if (culprit !== undefined) return finding('waits', { waitsFor: 'toolkit', blockedBy: culprit });
    const toolkitSince = earlier.get('toolkit')?.find(({ state }) => state === 'ready')?.pod.readySince ?? 0;
    const isOld = sandbox.cause === 'no-runtime' && (sandbox.at ?? 0) < toolkitSince + RETRY_SECONDS;
    if (isOld || isEarly(pod, facts.now)) return finding('starting');
    return finding('explained', { blockedBy: { check: 'pod-sandbox', subject: nodeSubject(node) } });
  }
  const init = holdUp(pod);
  const waitsFor = init === undefined ? undefined : WAITS_FOR[init.name];
  if (init !== undefined && waitsFor !== undefined) {
    const culprit =
      culpritBefore(waitsFor, node, earlier, facts) ??
      sameCause(waitsFor, node, earlier) ??
      noDevices(waitsFor, node, facts);
    if (culprit !== undefined) return finding('waits', { container: init, waitsFor, blockedBy: culprit });
    if (fails(init) || !isEarly(pod, facts.now)) return finding('validation', { container: init, waitsFor });
    return finding('starting', { container: init });
  }
  const hint = hintOf(pod, facts);
  if (hint !== undefined) {
    return finding('explained', {
      container: pod.heldUpBy,
      blockedBy: { check: hint.check, subject: nodeSubject(node) },
    });
  }
  const failing = pod.containers.find(fails);
  if (failing !== undefined) return finding('crashing', { container: failing });
  const container = init ?? pod.containers.find(({ ready, init }) => !ready && !init) ?? null;
  return finding(isEarly(pod, facts.now) ? 'starting' : 'not-ready', { container });
}

/**
 * Whether what it claims is not there yet: the scheduler found no devices (kube-scheduler's dynamicresources plugin), or
 * kubelet starts no container of it until the driver has prepared them.
 */
function isHeldByClaims({ hasClaims, unschedulable, containers }: ComponentRecord): boolean {
  if (!hasClaims) return false;
  if (unschedulable !== null) return /\bclaims?\b|device class/.test(unschedulable);
  return containers.every(
    ({ state, reason }) => state === 'waiting' && (reason === null || STARTING.has(reason)),
  );
}

/** Of a node that is not ready nobody hears how its pods are: they count as not ready, all of them. */
export function isAway(node: string, { cluster }: Facts): boolean {
  return isKnown(cluster) && cluster.value.nodes.get(node)?.ready === false;
}

/** The first component, up to and with the one given, that is not ready on the node for a reason of its own. */
function culpritBefore(
  component: string,
  node: string,
  earlier: NodePipeline,
  facts: Facts,
): Blocker | undefined {
  for (const { component: name, check } of PIPELINE) {
    const pods = earlier.get(name);
    const bad = pods?.find(({ state }) => state !== 'ready');
    if (bad !== undefined && !pods?.some(({ state }) => state === 'ready'))
      return bad.blockedBy ?? { check, subject: nodeSubject(node) };
    if (pods === undefined && expectedOn(facts, node).includes(name))
      return { check: 'component-missing', subject: nodeSubject(node) };
    // Nothing says that the host's own driver works but that something else does.
    if (pods === undefined && name === 'driver' && component === 'driver')
      return { check: 'driver-ready', subject: nodeSubject(node) };
    if (name === component) return undefined;
  }
  return undefined;
}

/** What one container cannot do with the NVIDIA runtime, the others of the node cannot either: the first is named. */
function sameCause(waitsFor: string, node: string, earlier: NodePipeline): Blocker | undefined {
  for (const { component, check } of PIPELINE) {
    if (earlier.get(component)?.some((one) => one.state === 'validation' && one.waitsFor === waitsFor))
      return { check, subject: nodeSubject(node) };
  }
  return undefined;
}

/** The validator asks for a GPU: where the node offers none, that is the trouble. */
function noDevices(waitsFor: string, node: string, { cluster }: Facts): Blocker | undefined {
  if (!isKnown(cluster) || (waitsFor !== 'device-plugin' && waitsFor !== 'dra-driver')) return undefined;
  const record = cluster.value.nodes.get(node);
  const offered =
    waitsFor === 'dra-driver'
      ? hasDraDevices(cluster.value, node)
      : Object.values(record?.capacity ?? {}).some((amount) => amount > 0);
  return offered ? undefined : { check: 'gpu-allocatable', subject: nodeSubject(node) };
}

/** Nodes with neither a driver pod nor a driver of the host's that works: something there waits for a driver. */
export function waitsForHostDriver(node: string, facts: Facts): PodFinding | undefined {
  const pipeline = pipelineOf(facts).get(node);
  if (pipeline === undefined || pipeline.has('driver')) return undefined;
  return [...pipeline.values()]
    .flat()
    .find(({ state, waitsFor }) => state === 'waits' && waitsFor === 'driver');
}

/** The pods of a component on a node, and how each is. */
export function podsOn(facts: Facts, node: string, component: string): readonly PodFinding[] {
  return pipelineOf(facts).get(node)?.get(component) ?? [];
}

export function isReadyOn(facts: Facts, node: string, component: string): boolean {
  return podsOn(facts, node, component).some(({ state }) => state === 'ready');
}
