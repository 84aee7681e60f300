import type { Gpu } from '@gpu-console/shared/contract';
import { LRUCache } from 'lru-cache';
import { type Fleet, type Joined, podKey, type ReadView } from '../fleet/fleet.ts';
import { append, groupBy } from '../groupBy.ts';
import type { DeviceKind } from '../kubernetes/clusterState.ts';
import { isWhole, type Scope, scopeKey, shows } from './scope.ts';

/** Scopes of one join that are kept: each is a view of the same records. */
const MAX_SCOPES = 50;

/**
 * A join as somebody sees it who may see only a part: every page that is worked out from it tells of that part alone.
 * The same object for the same join and scope.
 */
export function scopedJoin(joined: Joined, scope: Scope): Joined {
  if (isWhole(scope)) return joined;
  const kept = scopedOf.get(joined) ?? new LRUCache<string, Joined>({ max: MAX_SCOPES });
  scopedOf.set(joined, kept);
  const key = scopeKey(scope);
  const found = kept.get(key) ?? { ...joined, ...narrowed(joined, scope) };
  kept.set(key, found);
  return found;
}

const scopedOf = new WeakMap<Joined, LRUCache<string, Joined>>();

function narrowed({ state, fleet }: Joined, scope: Scope): Pick<Joined, 'state' | 'fleet'> {
  return { state: narrowedView(state, scope), fleet: narrowedFleet(fleet, scope) };
}

/** What is read of nodes stays to work with, as for the part of a GPU that a pod's request is; that nodes are not known keeps them from being told. */
function narrowedView(state: ReadView, scope: Scope): ReadView {
  const unread: readonly DeviceKind[] = scope.nodes ? [] : ['devicetaintrules'];
  return {
    nodes: state.nodes,
    pods: within(state.pods, scope),
    components: within(state.components, scope),
    claims: within(state.claims, scope),
    slices: state.slices,
    deviceClasses: state.deviceClasses,
    taintRules: state.taintRules,
    unreadDevices: new Set([...state.unreadDevices, ...unread]),
    hasAllPods: state.hasAllPods && scope.namespaces === null,
    knows: (resource) => (resource === 'nodes' ? scope.nodes : true) && state.knows(resource),
  };
}

function within<T extends { readonly namespace: string }>(
  records: ReadonlyMap<string, T>,
  scope: Scope,
): ReadonlyMap<string, T> {
  if (scope.namespaces === null) return records;
  return new Map([...records].filter(([, { namespace }]) => shows(scope, namespace)));
}

/** The GPUs that pods shown hold, with those pods alone. */
function narrowedFleet(fleet: Fleet, scope: Scope): Fleet {
  const gpus = scope.namespaces === null ? fleet.gpus : fleet.gpus.flatMap((gpu) => heldWithin(gpu, scope));
  const byPod = new Map<string, Gpu[]>();
  for (const gpu of gpus) for (const pod of gpu.pods) append(byPod, podKey(pod), gpu);
  const claimed = scope.namespaces === null ? fleet.claimed : withoutTotals(fleet.claimed);
  return { ...fleet, gpus, byPod, byNode: groupBy(gpus, ({ node }) => node), claimed };
}

/** What is allocated of a node's devices counts everybody's claims: it is not known. */
function withoutTotals(claimed: Fleet['claimed']): Fleet['claimed'] {
  const resourcesOf = [...claimed.resourcesOf].map(
    ([node, resources]) =>
      [node, resources.map((one) => ({ ...one, requested: null, limits: null }))] as const,
  );
  return { ...claimed, resourcesOf: new Map(resourcesOf) };
}

function heldWithin(gpu: Gpu, scope: Scope): Gpu[] {
  const pods = gpu.pods.filter(({ namespace }) => shows(scope, namespace));
  if (pods.length === 0) return [];
  return [{ ...gpu, pods, sharedWithOthers: pods.length < gpu.pods.length }];
}
