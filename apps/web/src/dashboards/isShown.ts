import type { Annotation } from '@gpu-console/shared/dashboards';

/** As the dashboard has it, unless the reader turned its switch. */
export function isShown({ name, enabled }: Annotation, turned: ReadonlySet<string>): boolean {
  return enabled !== turned.has(name);
}
