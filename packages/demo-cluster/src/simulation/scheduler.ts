import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { isGpuResource } from './gpuResources.ts';
import { allocation, cardsFor, HAMI_SCHEDULER } from './hami.ts';
import { fractionOf, GPU_GROUP, groupWithRoom, KAI_SCHEDULER, reserve, unfitMessage } from './kai.ts';
import { type PodView, podView } from './podView.ts';
import type { ResourceClaims } from './resourceClaims.ts';
import { type Amounts, plus } from './resources.ts';
import { type Placement, placementOf, type SchedulableNode } from './scheduling.ts';
import { fieldsOf, listOf } from './unknownFields.ts';
import { modifyPod, type World } from './world.ts';

/** Pods that fit nowhere are tried again when something changes, and in any case after five minutes. */
const RETRY_SECONDS = 300;

type Refused = Extract<Placement, { message: string }>;

/** kube-scheduler: binds pods to nodes, or says why not. */
export class Scheduler {
  readonly #world: World;
  readonly #claims: ResourceClaims;
  readonly #bound: (pod: KubeObject) => void;
  /** Waiting pods by uid, in order of arrival. */
  readonly #waiting = new Map<string, { namespace: string; name: string }>();
  /** What was said last of each pod that waits. */
  readonly #said = new Map<string, { message: string; at: number }>();
  #isDue = false;

  /** @param bound called with each pod that has got its node */
  constructor(world: World, claims: ResourceClaims, bound: (pod: KubeObject) => void) {
    this.#world = world;
    this.#claims = claims;
    this.#bound = bound;
    world.timeline.every(RETRY_SECONDS, () => this.wake());
  }

  add(pod: KubeObject): void {
    const { namespace, name, uid } = podView(pod);
    this.#waiting.set(uid, { namespace, name });
    this.wake();
  }

  remove(uid: string): void {
    this.#waiting.delete(uid);
    this.#said.delete(uid);
  }

  /** Something changed that may make room. */
  wake(): void {
    if (this.#isDue || this.#waiting.size === 0) return;
    this.#isDue = true;
    this.#world.timeline.after(0.1, () => {
      this.#isDue = false;
      for (const [uid, { namespace, name }] of this.#waiting) {
        const pod = this.#world.store.get('Pod', namespace, name);
        if (!pod || podView(pod).isDeleting) this.remove(uid);
        else this.#try(pod);
      }
    });
  }

  #try(pod: KubeObject): void {
    const view = podView(pod);
    if (view.gateNames.length > 0) {
      this.#gate(view);
      return;
    }
    const fraction = view.schedulerName === KAI_SCHEDULER ? fractionOf(view) : undefined;
    if (fraction !== undefined) {
      this.#share(pod, view, fraction);
      return;
    }
    const placement = this.#placement(view);
    if ('message' in placement) {
      this.#refuse(pod, view, placement);
      return;
    }
    const best = placement.fits
      .map((candidate) => ({ candidate, score: score(candidate, view) }))
      .reduce((a, b) => (b.score > a.score ? b : a));
    this.#bind(view, best.candidate.node.metadata.name);
  }

  #placement(view: PodView) {
    return placementOf(view, this.#candidates(view), {
      minor: minorOf(this.#world.plan.kubernetesVersion),
    });
  }

  /** A part of a GPU that is shared already, or of one that is reserved for that. */
  #share(pod: KubeObject, view: PodView, fraction: number): void {
    const suitable = this.#placement(view);
    const names = new Set(suitable.fits.map(({ node }) => node.metadata.name));
    const shared = groupWithRoom(this.#world, fraction, names);
    if (shared) {
      this.#join(view, shared.group, shared.node);
      return;
    }
    const whole = this.#placement({ ...view, requests: { ...view.requests, 'nvidia.com/gpu': 1 } });
    const [best] = whole.fits;
    if ('message' in whole) this.#refuse(pod, view, whole);
    else if (best) this.#join(view, reserve(this.#world, best.node.metadata.name), best.node.metadata.name);
  }

  #join(view: PodView, group: string, node: string): void {
    modifyPod(this.#world, view, ({ metadata }) => {
      metadata.labels = { ...metadata.labels, [GPU_GROUP]: group };
    });
    this.#bind(view, node);
  }

  /** HAMi's own events, before kube-scheduler's. */
  #tellUnfit(pod: KubeObject, view: PodView): void {
    const unfit = [...this.#world.nodes.values()].flatMap((node) => {
      const cards = cardsFor(node, view);
      return 'reasons' in cards ? cards.reasons.map((reason) => ({ reason, node: node.name })) : [];
    });
    const event = {
      about: pod,
      type: 'Warning',
      reason: 'FilteringFailed',
      component: HAMI_SCHEDULER,
    } as const;
    for (const reason of new Set(unfit.map((one) => one.reason))) {
      const nodes = unfit.filter((one) => one.reason === reason).map(({ node }) => node);
      const message = `${nodes.length} nodes ${reason}(${nodes.join(',')})`;
      this.#world.events.record({ ...event, message });
    }
    const count = new Set(unfit.map(({ node }) => node)).size;
    this.#world.events.record({ ...event, message: `no available node, ${count} nodes do not meet` });
  }

  #candidates(pod: PodView): SchedulableNode[] {
    return this.#world.store.list('Node').map((node) => {
      const runs = this.#world.nodes.get(node.metadata.name)?.runs ?? new Set();
      const requested = [...runs].reduce<Amounts>((sum, { view }) => plus(sum, view.requests), {});
      const satisfiesClaims = this.#claims.canAllocate(pod, node.metadata.name);
      const extenderRefusal = this.#extenderRefusal(pod, node.metadata.name);
      return {
        node,
        requested,
        podCount: runs.size,
        satisfiesClaims,
        ...(extenderRefusal !== undefined && { extenderRefusal }),
      };
    });
  }

  #extenderRefusal(pod: PodView, name: string): string | undefined {
    const node = this.#world.nodes.get(name);
    if (pod.schedulerName !== HAMI_SCHEDULER || node === undefined) return undefined;
    const cards = cardsFor(node, pod);
    return 'reasons' in cards ? cards.toScheduler : undefined;
  }

  /** The annotations with which HAMi binds a pod. */
  #cardsOf(view: PodView, nodeName: string): Record<string, string> {
    const node = this.#world.nodes.get(nodeName);
    if (view.schedulerName !== HAMI_SCHEDULER || node === undefined) return {};
    const cards = cardsFor(node, view);
    return 'reasons' in cards ? {} : allocation(cards, nodeName, this.#world.timeline.now);
  }

  #bind(view: PodView, nodeName: string): void {
    this.remove(view.uid);
    this.#claims.allocate(view, nodeName);
    const now = rfc3339(this.#world.timeline.now);
    const pod = modifyPod(this.#world, view, (draft) => {
      draft.spec = { ...draft.spec, nodeName };
      draft.metadata.annotations = { ...draft.metadata.annotations, ...this.#cardsOf(view, nodeName) };
      const scheduled = {
        type: 'PodScheduled',
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: now,
      };
      draft.status = { ...draft.status, conditions: [scheduled] };
    });
    if (!pod) return;
    const message = `Successfully assigned ${view.namespace}/${view.name} to ${nodeName}`;
    this.#world.events.record({
      about: pod,
      type: 'Normal',
      reason: 'Scheduled',
      message,
      component: view.schedulerName,
    });
    this.#bound(pod);
  }

  #refuse(pod: KubeObject, view: PodView, refusal: Pick<Refused, 'message' | 'reasons'>): void {
    const isKai = view.schedulerName === KAI_SCHEDULER;
    const message = isKai ? unfitMessage(refusal.reasons) : refusal.message;
    const now = this.#world.timeline.now;
    const last = this.#said.get(view.uid);
    if (last?.message === message && now - last.at < RETRY_SECONDS - 1) return;
    this.#said.set(view.uid, { message, at: now });
    this.#setUnscheduled(view, 'Unschedulable', message);
    if (view.schedulerName === HAMI_SCHEDULER) this.#tellUnfit(pod, view);
    this.#world.events.record({
      about: pod,
      type: 'Warning',
      reason: isKai ? 'Unschedulable' : 'FailedScheduling',
      message,
      component: view.schedulerName,
    });
  }

  #gate(view: PodView): void {
    if (this.#said.has(view.uid)) return;
    this.#said.set(view.uid, { message: '', at: this.#world.timeline.now });
    this.#setUnscheduled(view, 'SchedulingGated', 'Scheduling is blocked due to non-empty scheduling gates');
  }

  #setUnscheduled(view: PodView, reason: string, message: string): void {
    const now = rfc3339(this.#world.timeline.now);
    modifyPod(this.#world, view, (draft) => {
      const before = listOf(fieldsOf(draft.status)['conditions']).map(fieldsOf);
      const since = before.find((item) => item['type'] === 'PodScheduled')?.['lastTransitionTime'] ?? now;
      const condition = { type: 'PodScheduled', status: 'False', reason, message };
      const conditions = [{ ...condition, lastProbeTime: null, lastTransitionTime: since }];
      draft.status = { ...draft.status, phase: 'Pending', conditions };
    });
  }
}

/** 19 for `v1.19.9`. */
function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

/** GPU pods pack onto the node they fill best (MostAllocated), so that large jobs still find whole nodes. */
function score({ node, requested }: SchedulableNode, pod: PodView): number {
  const wanted = Object.keys(pod.requests).find(isGpuResource);
  const allocatable = fieldsOf(fieldsOf(node.status)['allocatable']);
  if (wanted === undefined) return -Number(requested['cpu'] ?? 0) / Number(allocatable['cpu'] ?? 1);
  return (requested[wanted] ?? 0) / Number(allocatable[wanted] ?? 1);
}
