import type { PanelPictureQuery } from '@gpu-console/shared/contract';
import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import { questionOf } from '@gpu-console/shared/dashboards/variables';
import { variableValues } from '../prometheus/variableValues.ts';
import type { DrawingThread } from './drawingThread.ts';
import { PictureError } from './pictureError.ts';
import type { PictureRequest } from './pictureRequest.ts';
import type { Resolved } from './pictureTask.ts';

interface PanelRequest extends PictureRequest {
  readonly window: { readonly from: number; readonly to: number };
  readonly thread: DrawingThread;
}

/** As many questions as Prometheus is asked at once (the contract's MAX_QUERIES). */
const MAX_QUESTIONS = 50;

/**
 * The panel with its variables filled in: the thread says what has to be asked for that, until it needs no more.
 * @throws PictureError, DrawingOverrun
 */
export async function resolvedPanel(asked: PanelRequest): Promise<Extract<Resolved, { kind: 'ready' }>> {
  const { cluster, stored, query, window, thread, asking } = asked;
  const { variables, annotations = [] } = stored.dashboard;
  const panels = withHeading(stored.dashboard, asked.panel);
  const answers = new Map<string, readonly string[]>();
  const chosen = chosenIn(query);
  const task = { kind: 'resolve', panels, panel: asked.panel, variables, annotations, chosen } as const;
  // Each round answers some of what was needed, so that there are no more rounds than variables.
  for (const _ of [...variables, null]) {
    const now = { ...task, answers, window, locale: query.locale };
    const resolved = await thread.run(now, [], asking.signal);
    if (resolved.kind === 'ready') return resolved;
    if (resolved.kind === 'undrawable') throw new PictureError(resolved.code, resolved.message);
    if (resolved.kind !== 'needed') throw new Error(`The drawing thread answered with ${resolved.kind}`);
    const queries = resolved.queries.slice(0, MAX_QUESTIONS);
    const results = await variableValues(cluster.prometheus, { ...window, queries: [...queries] }, asking);
    asking.signal.throwIfAborted();
    for (const [index, one] of queries.entries()) {
      const result = results[index];
      answers.set(questionOf(one), result === undefined || 'error' in result ? [] : result.values);
    }
  }
  throw new Error(`The variables of "${stored.dashboard.id}" never came to an end`);
}

/** A panel behind the heading of its row, which may repeat. @throws PictureError where the dashboard has none of that id */
function withHeading({ id: name, panels }: Dashboard, id: string): readonly DashboardPanel[] {
  const drawable = panels.filter(({ kind }) => kind !== 'row');
  const panel = drawable.find((one) => one.id === id);
  if (panel === undefined) {
    const ids = drawable.map((one) => one.id).join(', ') || 'none';
    const known = ids.length > MAX_LISTED ? `${ids.slice(0, MAX_LISTED)}…` : ids;
    throw new PictureError(
      'panel_not_found',
      `The dashboard "${name}" has no panel "${id}"; it has ${known}`,
    );
  }
  const heading = panels.find(({ kind, id: row }) => kind === 'row' && row === panel.row);
  return heading === undefined ? [panel] : [heading, panel];
}

/** Characters of the panels' names that a problem lists. */
const MAX_LISTED = 1000;

function chosenIn(query: PanelPictureQuery): Readonly<Record<string, readonly string[]>> {
  const chosen = Object.entries(query).flatMap(([name, value]) =>
    name.startsWith('var-') ? [[name.slice('var-'.length), [value].flat().map(String)] as const] : [],
  );
  return Object.fromEntries(chosen);
}
