import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { isGpuResource } from './gpuResources.ts';
import { type PodView, podView } from './podView.ts';
import type { ResourceClaims } from './resourceClaims.ts';
import { type Amounts, plus } from './resources.ts';
import { placementOf, type SchedulableNode } from './scheduling.ts';
import { fieldsOf, listOf } from './unknownFields.ts';
import { modifyPod, type World } from './world.ts';

/** Pods that fit nowhere are tried again when something changes, and in any case after five minutes. */
const RETRY_SECONDS = 300;

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
    const placement = placementOf(view, this.#candidates(view), {
      minor: minorOf(this.#world.plan.kubernetesVersion),
    });
    if ('message' in placement) {
      this.#refuse(pod, view, placement.message);
      return;
    }
    const best = placement.fits
      .map((candidate) => ({ candidate, score: score(candidate, view) }))
      .reduce((a, b) => (b.score > a.score ? b : a));
    this.#bind(view, best.candidate.node.metadata.name);
  }

  #candidates(pod: PodView): SchedulableNode[] {
    return this.#world.store.list('Node').map((node) => {
      const runs = this.#world.nodes.get(node.metadata.name)?.runs ?? new Set();
      const requested = [...runs].reduce<Amounts>((sum, { view }) => plus(sum, view.requests), {});
      const satisfiesClaims = this.#claims.canAllocate(pod, node.metadata.name);
      return { node, requested, podCount: runs.size, satisfiesClaims };
    });
  }

  #bind(view: PodView, nodeName: string): void {
    this.remove(view.uid);
    this.#claims.allocate(view, nodeName);
    const now = rfc3339(this.#world.timeline.now);
    const pod = modifyPod(this.#world, view, (draft) => {
      draft.spec = { ...draft.spec, nodeName };
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
      component: COMPONENT,
    });
    this.#bound(pod);
  }

  #refuse(pod: KubeObject, view: PodView, message: string): void {
    const now = this.#world.timeline.now;
    const last = this.#said.get(view.uid);
    if (last?.message === message && now - last.at < RETRY_SECONDS - 1) return;
    this.#said.set(view.uid, { message, at: now });
    this.#setUnscheduled(view, 'Unschedulable', message);
    this.#world.events.record({
      about: pod,
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      component: COMPONENT,
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

const COMPONENT = 'default-scheduler';

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
