import type { Device, DeviceClaim, UnusedClaim } from '@gpu-console/shared/contract';
import { hasEnded } from '@gpu-console/shared/kubernetes';
import { append } from '../groupBy.ts';
import type { AllocatedDevice, ClaimRecord } from '../kubernetes/claims.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { DeviceHealth, PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Fleet, ReadView } from './fleet.ts';
import { isGpuDriver, type OfferedDevice, placeOf } from './offeredDevices.ts';

interface JoinedView {
  readonly state: ClusterView & Pick<ReadView, 'knows' | 'hasAllPods'>;
  readonly fleet: Fleet;
}

/**
 * What DRA drivers offer, by node and name, once per join; null while the ResourceSlices were never read. Where claims of some
 * namespaces only are at hand, it is not known of a device that none of these has it who has.
 */
export const deviceViews = memo(({ state, fleet }: JoinedView): readonly Device[] | null => {
  if (state.unreadDevices.has('resourceslices')) return null;
  const claimsOf = claimsByPlace(state);
  const healthOf = healthByPlace(state);
  const unclaimed = state.hasAllPods ? [] : null;
  const { offered } = fleet.claimed;
  const boards = new Set([...offered.values()].flatMap(({ isWhole, board }) => (isWhole && board) || []));
  return [...offered]
    .filter(([place, one]) => {
      const couldBe = !one.isWhole && one.board !== null && boards.has(one.board);
      return !couldBe || claimsOf.get(place)?.some(({ admin }) => !admin) === true;
    })
    .map(([place, one]) =>
      deviceView(
        one,
        state.unreadDevices.has('resourceclaims') ? null : (claimsOf.get(place) ?? unclaimed),
        healthOf.get(place),
      ),
    )
    .sort((a, b) => naturalOrder(a.node, b.node) || naturalOrder(a.name, b.name));
});

function deviceView(
  { driver, pool, node, device, share, taints, isBlocked }: OfferedDevice,
  claims: DeviceClaim[] | null,
  health: DeviceHealth | undefined,
): Device {
  const { name, product, type, profile, uuid, parentUuid } = device;
  return {
    ...{ driver, pool, name, node, product, type, profile, uuid, parentUuid, share, claims },
    taints: taints.map((taint) => ({ ...taint })),
    schedulable: !isBlocked,
    health: health?.health ?? null,
    healthMessage: health?.message ?? null,
  };
}

function claimsByPlace(state: JoinedView['state']): ReadonlyMap<string, DeviceClaim[]> {
  const byPlace = new Map<string, DeviceClaim[]>();
  for (const claim of state.claims.values()) {
    const { namespace, name, createdAt } = claim;
    // While pods were never read, all may be there.
    const users = state.knows('pods') ? usersOf(claim, state).filter((pod) => !hasEnded(pod)) : claim.pods;
    const pods = users.map((pod) => pod.name);
    for (const { admin, ...result } of claim.allocated)
      append(byPlace, placeOf(result), { namespace, name, createdAt, admin, pods });
  }
  return byPlace;
}

/** The pods that a claim is reserved for, as far as they are still there. */
function usersOf({ namespace, pods: reserved }: ClaimRecord, { pods }: ClusterView): PodRecord[] {
  return reserved.flatMap(({ name, uid }) => {
    const pod = pods.get(`${namespace}/${name}`);
    // Another pod may have come under the name since.
    return pod === undefined || (uid !== '' && pod.uid !== uid) ? [] : [pod];
  });
}

const WORST_FIRST = ['Unhealthy', 'Unknown', 'Healthy'];

/** The worst that kubelet says of each device in the pods that have it. */
function healthByPlace({ pods, claims }: ClusterView): ReadonlyMap<string, DeviceHealth> {
  const worst = new Map<string, DeviceHealth>();
  for (const pod of pods.values()) {
    if (hasEnded(pod)) continue;
    for (const one of pod.deviceHealth) {
      const claim = one.claim === null ? undefined : claims.get(`${pod.namespace}/${one.claim}`);
      const result = claim && resultOf(one, claim.allocated);
      if (result === undefined) continue;
      const known = worst.get(placeOf(result));
      const rank = ({ health }: DeviceHealth) => WORST_FIRST.indexOf(health);
      if (known === undefined || rank(one) < rank(known)) worst.set(placeOf(result), one);
    }
  }
  return worst;
}

/**
 * Which of a claim's devices kubelet means: the only one, or the one that its id ends with, be it a CDI device's or
 * `driver/pool/device` (kubernetes pkg/kubelet/cm/dra/manager.go).
 */
function resultOf(
  { request, device }: DeviceHealth,
  allocated: readonly AllocatedDevice[],
): AllocatedDevice | undefined {
  const given = allocated.filter((one) => request === null || one.request.split('/')[0] === request);
  const [only, ...others] = given;
  if (others.length === 0) return only;
  return given.find(
    (one) => device === placeOf(one) || ['-', '='].some((mark) => device.endsWith(mark + one.device)),
  );
}

/**
 * The claims that keep GPUs for nobody, oldest first: reserved for no pod, or only for pods that ended or are gone. Null while
 * claims or pods were never read.
 */
export const unusedClaims = memo(({ state, fleet }: JoinedView): readonly UnusedClaim[] | null => {
  if (state.unreadDevices.has('resourceclaims') || !state.knows('pods')) return null;
  const { offered } = fleet.claimed;
  return [...state.claims.values()]
    .flatMap((claim) => {
      const given = claim.allocated.filter(({ driver, admin }) => !admin && isGpuDriver(driver));
      const reason = given.length === 0 ? null : whyUnused(claim, state);
      if (reason === null) return [];
      const { namespace, name, createdAt, pods } = claim;
      const devices = given.map((result) => ({
        node: offered.get(placeOf(result))?.node ?? null,
        name: result.device,
      }));
      return { namespace, name, createdAt, reason, pods: pods.map((pod) => pod.name), devices };
    })
    .sort((a, b) => a.createdAt - b.createdAt || naturalOrder(a.name, b.name));
});

function whyUnused(claim: ClaimRecord, cluster: ClusterView): UnusedClaim['reason'] | null {
  if (claim.hasOtherUsers) return null;
  if (claim.pods.length === 0) return 'unreserved';
  const found = usersOf(claim, cluster);
  if (found.some((pod) => !hasEnded(pod))) return null;
  return found.length > 0 ? 'ended' : 'gone';
}
