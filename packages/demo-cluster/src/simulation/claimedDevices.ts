import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import type { ClaimedDevice } from './gpu.ts';
import type { PodView } from './podView.ts';
import { fieldsOf, listOf, textsOf } from './unknownFields.ts';

/** A device that a pod gets by one of its claims, under the pod's own name for it. */
export interface GrantedDevice {
  readonly request: string;
  readonly claim: ClaimedDevice;
}

/** How NVIDIA's driver calls a whole GPU (kubernetes-sigs/dra-driver-nvidia-gpu). */
export function deviceName(index: number): string {
  return `gpu-${index}`;
}

/** What a claim was given; nothing while it is pending. */
export function allocatedDevices({ metadata, status }: KubeObject): ClaimedDevice[] {
  const devices = fieldsOf(fieldsOf(fieldsOf(status)['allocation'])['devices']);
  return listOf(devices['results'])
    .map(textsOf)
    .map(({ driver = '', pool = '', device = '' }) => ({
      claimName: metadata.name,
      claimNamespace: metadata.namespace ?? 'default',
      driver,
      pool,
      device,
    }));
}

/** The devices of all claims of a pod. */
export function grantedDevices(store: ObjectStore, { namespace, claims }: PodView): GrantedDevice[] {
  return [...claims].flatMap(([request, name]) => {
    const claim = name === undefined ? undefined : store.get('ResourceClaim', namespace, name);
    return claim ? allocatedDevices(claim).map((device) => ({ request, claim: device })) : [];
  });
}
