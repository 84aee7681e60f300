import type { Specimen } from './specimen.ts';
import { checks } from './specimens/checks.tsx';
import { components } from './specimens/components.tsx';
import { dashboards } from './specimens/dashboards.tsx';
import { fleet } from './specimens/fleet.tsx';
import { page } from './specimens/page.tsx';
import { panels } from './specimens/panels.tsx';
import { tables } from './specimens/tables.tsx';

/** Everything there is to see, a page of the gallery each. */
export const GROUPS = { components, tables, page, fleet, checks, dashboards, panels } satisfies Readonly<
  Record<string, readonly Specimen[]>
>;

type Group = keyof typeof GROUPS;

export function isGroup(name: string): name is Group {
  return Object.hasOwn(GROUPS, name);
}
