import { groupBy } from '../groupBy.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { imageTag } from './versions.ts';

/** The tag of the image that does a component's work: its first container's. */
export function componentVersion({ containers }: ComponentRecord): string | null {
  const main = containers.find(({ init }) => !init);
  return main === undefined ? null : imageTag(main.image);
}

/**
 * The versions that a component's pods run, the most frequent first. Drivers and the like carry the host's system in
 * their tag (`550.144.03-ubuntu22.04`), which makes no other version of them.
 */
export function versionsOf(
  pods: readonly ComponentRecord[],
): readonly { readonly version: string; readonly pods: readonly ComponentRecord[] }[] {
  const byVersion = groupBy(pods, (pod) =>
    componentVersion(pod)?.replace(/-(?:ubuntu|rhel|rhcos|centos|ubi|sles)\d[\w.]*$/, ''),
  );
  return [...byVersion]
    .map(([version, pods]) => ({ version, pods }))
    .sort((a, b) => b.pods.length - a.pods.length || naturalOrder(b.version, a.version));
}
