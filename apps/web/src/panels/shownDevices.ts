import type { Gpu } from '@gpu-console/shared/contract';
import type { ShownDevice } from '@gpu-console/shared/dashboards/library';
import { createContext } from 'react';

/** The devices that a page's charts are about, given by the page; none where they are of a fleet. */
export const ShownDevicesContext = createContext<readonly ShownDevice[]>([]);

/** GPUs and instances as charts are told of them. */
export function shownDevices(gpus: readonly Pick<Gpu, 'product' | 'instance'>[]): readonly ShownDevice[] {
  return gpus.map(({ product, instance }) => ({ product, isInstance: instance !== null }));
}
