import type { Dashboard } from '@gpu-console/shared/dashboards';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { z } from 'zod';

/** Changes that are not saved yet, as this browser keeps them. */
export interface KeptDraft {
  /** The version that was changed. */
  readonly version: string;
  /** Unix seconds of the latest change. */
  readonly changedAt: number;
  readonly dashboard: Dashboard;
}

/** Browsers keep some 5 MB of a page's things; this many characters leave room for others. */
const MAX_CHARACTERS = 1_000_000;

const Whole: z.ZodType<Dashboard, Dashboard> = DashboardSchema;
const Kept = z.object({ version: z.string(), changedAt: z.number(), dashboard: Whole });

/** Where the draft of a dashboard is kept. */
export const draftKey = (cluster: string, id: string) => `draft/${encodeURIComponent(cluster)}/${id}`;

/** The draft to keep; null where it is too large. The file that it was imported from is left out: nothing edits it. */
export function draftText({ dashboard: { origin: _, ...dashboard }, ...draft }: KeptDraft): string | null {
  const text = JSON.stringify({ ...draft, dashboard });
  return text.length > MAX_CHARACTERS ? null : text;
}

/** The draft that was kept of `saved`, with what was left out; null where there is none that can be read. */
export function readDraft(text: string | null, saved: Dashboard): KeptDraft | null {
  if (text === null || text === '') return null;
  const read = Kept.safeParse(parsed(text));
  if (!read.success) return null;
  const { origin } = saved;
  const dashboard = { ...read.data.dashboard, ...(origin === undefined ? {} : { origin }) };
  return { ...read.data, dashboard };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
