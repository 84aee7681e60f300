import { drawnKindOf } from '@gpu-console/panels/kinds';
import { annotationPanel } from '@gpu-console/shared/dashboards/annotationPanel';
import { firstCopy } from '@gpu-console/shared/dashboards/arrangePanels';
import { resolveCells } from '@gpu-console/shared/dashboards/resolve';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { questionOf, resolveVariables, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import type { Resolved, ResolvedAnnotation, ResolveTask } from './pictureTask.ts';

const PLACE = { x: 0, y: 0, w: 1, h: 1 };

/** The panel with its variables filled in, of one that repeats the first copy; or what has to be asked before. */
export function resolvePicture(task: ResolveTask): Resolved {
  const { variables, chosen, answers, window, locale } = task;
  const range = window.to - window.from;
  const { needed, resolved } = resolveVariables({ variables, chosen, answers, range });
  if (needed.length > 0) {
    const distinct = new Map(needed.map(({ query }) => [questionOf(query), query]));
    return { kind: 'needed', queries: [...distinct.values()] };
  }
  const copy = firstCopy(task.panels, task.panel, resolved);
  const cell = copy === undefined ? [] : [{ key: 'panel', place: PLACE, ...copy }];
  const one = resolveCells(cell, locale).get('panel');
  const [problem] = one?.problems ?? [];
  if (problem !== undefined) {
    const { code, variable, value } = problem;
    return undrawable(dashboardText(code, { variable, value }, locale));
  }
  if (one === undefined || one.panel.queries.length === 0)
    return undrawable(`The panel "${task.panel}" asks for no values: there is nothing to draw of it`);
  const annotations = drawnKindOf(one.panel).isOverTime ? annotationsOf(task, resolved) : [];
  return { kind: 'ready', panel: { ...one.panel, id: task.panel }, annotations };
}

/** The events that the dashboard marks on its charts; an annotation that cannot be asked for has none. */
function annotationsOf({ annotations }: ResolveTask, values: VariableValues): readonly ResolvedAnnotation[] {
  return annotations.flatMap((annotation) => {
    const panel = annotation.enabled ? annotationPanel(annotation, annotation.name, values) : undefined;
    return (panel?.queries ?? []).map(({ expr }) => ({ annotation, expr }));
  });
}

function undrawable(message: string): Resolved {
  return { kind: 'undrawable', code: 'panel_not_drawable', message };
}
