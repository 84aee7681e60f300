import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import type { ClaimedDevice } from './gpu.ts';
import type { PodView } from './podView.ts';
import { fieldsOf, listOf, textsOf } from './unknownFields.ts';

/** A device that a pod gets by one of its claims, under the pod's own name for it. */
export interface GrantedDevice {
  readonly request: string;
  readonly claim: ClaimedDevice;
}

/** What a claim was given; nothing while it is pending. */
export function allocatedDevices({ metadata, status }: KubeObject): (ClaimedDevice & { isAdmin: boolean })[] {
  const devices = fieldsOf(fieldsOf(fieldsOf(status)['allocation'])['devices']);
  return listOf(devices['results']).map((result) => {
    const { driver = '', pool = '', device = '' } = textsOf(result);
    return {
      claimName: metadata.name,
      claimNamespace: metadata.namespace ?? 'default',
      driver,
      pool,
      device,
      isAdmin: fieldsOf(result)['adminAccess'] === true,
    };
  });
}

/** The devices that a pod's claims give it; who only looks at devices takes none. */
export function grantedDevices(store: ObjectStore, { namespace, claims }: PodView): GrantedDevice[] {
  return [...claims].flatMap(([request, name]) => {
    const claim = name === undefined ? undefined : store.get('ResourceClaim', namespace, name);
    const held = claim ? allocatedDevices(claim).filter(({ isAdmin }) => !isAdmin) : [];
    return held.map(({ isAdmin: _isAdmin, ...device }) => ({ request, claim: device }));
  });
}
