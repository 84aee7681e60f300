import type { DeviceClassRecord } from '../kubernetes/claims.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { isGpuDriver } from './offeredDevices.ts';

/** Device classes of GPUs, by the vendors' own names. */
const GPU_CLASS = /^(gpu|mig|vfio\.gpu)\.(nvidia|amd|intel)\.com$/;
/** Every class stands for the resource of this prefix and its name (KEP-5004). */
const IMPLICIT = 'deviceclass.resource.kubernetes.io/';

/** Whether a class is one of GPUs: by its name, or by the drivers that its expressions name. */
export function isGpuClass(name: string, { deviceClasses }: ClusterView): boolean {
  return GPU_CLASS.test(name) || (deviceClasses.get(name)?.drivers.some(isGpuDriver) ?? false);
}

/** The device class that stands for an extended resource; undefined where none that was read does. */
export function classFor(resource: string, { deviceClasses }: ClusterView): DeviceClassRecord | undefined {
  if (resource.startsWith(IMPLICIT)) return deviceClasses.get(resource.slice(IMPLICIT.length));
  return [...deviceClasses.values()].find(({ extendedResource }) => extendedResource === resource);
}

/** The driver of a class' whole GPUs; null where it has several, or parts of GPUs alone. */
export function driverOfClass(name: string, { deviceClasses }: ClusterView): string | null {
  const { drivers = [], types = [] } = deviceClasses.get(name) ?? {};
  const [driver, ...others] = new Set(drivers);
  if (driver !== undefined && others.length === 0)
    return types.every((type) => type === 'gpu') ? driver : null;
  return isGpuDriver(name) ? name : null;
}
