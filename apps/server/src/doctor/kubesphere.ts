import { isKnown } from '../fact.ts';
import type { Facts } from './facts.ts';

export const WORKSPACE = 'kubesphere.io/workspace';

/** Whether this is a KubeSphere cluster: its definitions alone may be there for other reasons. */
export function isKubeSphere({ namespaces }: Facts): boolean {
  return (
    isKnown(namespaces) &&
    namespaces.value.some(
      ({ metadata }) => metadata.name === 'kubesphere-system' || WORKSPACE in metadata.labels,
    )
  );
}
