import { annotationMarks } from '@gpu-console/panels/annotationMarks';
import { drawPanel } from '@gpu-console/panels/drawPanel';
import { MARGIN, panelSvg } from '@gpu-console/panels/exportedSvg';
import type { Interval } from '@gpu-console/panels/interval';
import type { PanelMark } from '@gpu-console/panels/panelMark';
import { panelSeries } from '@gpu-console/panels/panelSeries';
import { assignSlots, colouredSeries } from '@gpu-console/panels/seriesColours';
import { en } from '@gpu-console/panels/texts.en';
import { zhCN } from '@gpu-console/panels/texts.zh-CN';
import { THEMES } from '@gpu-console/panels/themes';
import { rangeText, zoneText } from '@gpu-console/panels/timeText';
import type { PanelPictureQuery, StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard, Panel } from '@gpu-console/shared/dashboards';
import { annotationPanel } from '@gpu-console/shared/dashboards/annotationPanel';
import { arrangePanels } from '@gpu-console/shared/dashboards/arrangePanels';
import { drawCells } from '@gpu-console/shared/dashboards/drawCells';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import {
  askVariables,
  resolveVariables,
  type VariableValues,
} from '@gpu-console/shared/dashboards/variables';
import { rateLimit } from 'express-rate-limit';
import { drawnPng } from '../../dashboards/drawnPng.ts';
import { shownWindow } from '../../dashboards/shownWindow.ts';
import { variableValues } from '../../prometheus/variableValues.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, streamRoute } from '../route.ts';
import type { ClusterSources, Clusters } from '../sources.ts';
import { prometheusProblem } from '../upstream.ts';

/** Pictures that one client gets in a minute, and that are drawn at once for all of them. */
export const MOST_PICTURES = { perMinute: 60, atOnce: 4 };
/** More lines nobody tells apart in a picture, and each takes time that other requests wait. */
const MOST_SERIES = 50;
const TEXTS = { en, 'zh-CN': zhCN };

/** Panels of the dashboards that `find` gives, as pictures. */
export function panelPictureRoutes(
  routes: Routes,
  clusters: Clusters,
  find: (cluster: string, dashboard: string) => Promise<StoredDashboard>,
): void {
  routes.router.use('/api/v1/clusters/:cluster/dashboards/:dashboard/panels', tooOften());
  let drawing = 0;
  streamRoute(routes, 'panelPicture', async ({ params, query }) => {
    const cluster = clusters.get(params.cluster);
    const { dashboard } = await find(params.cluster, params.dashboard);
    if (drawing >= MOST_PICTURES.atOnce)
      throw new ProblemError(
        429,
        'too_many_pictures',
        `This console draws ${drawing} pictures already: try again`,
      );
    drawing += 1;
    try {
      const svg = await pictureOf(dashboard, params.panel, query, cluster);
      return { body: pieces(await drawnPng(svg, query.scale)) };
    } finally {
      drawing -= 1;
    }
  });
}

const tooOften = () =>
  rateLimit({
    windowMs: 60_000,
    limit: MOST_PICTURES.perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next, { limit }) => {
      next(
        new ProblemError(
          429,
          'too_many_pictures',
          `${limit} pictures a minute are the most for one client; Retry-After says when there are more`,
        ),
      );
    },
  });

async function* pieces(whole: Uint8Array) {
  yield whole;
}

/** The panel as an SVG. @throws ProblemError for one that is not there, or cannot be drawn */
async function pictureOf(
  dashboard: Dashboard,
  id: string,
  query: PanelPictureQuery,
  cluster: ClusterSources,
): Promise<string> {
  const { width, height, theme, locale } = query;
  const window = shownWindow(query, dashboard, Math.floor(Date.now() / 1000));
  if (window.from >= window.to)
    throw new ProblemError(
      400,
      'invalid_request',
      'The picture would begin after its end: "from" must be before "to"',
    );
  const values = await valuesOf(dashboard, query, window, cluster);
  const panel = drawablePanel(dashboard, id, values, locale);
  const isOverTime = panel.kind === 'timeseries' || panel.kind === 'state-timeline';
  const [{ frames, failure }, marks] = await Promise.all([
    framesOf(panel, window, width, cluster),
    isOverTime ? marksOf(dashboard, values, window, width, cluster) : [],
  ]);
  const all = panelSeries(panel, frames, locale);
  const slots = assignSlots(
    new Map(),
    all.map(({ key }) => key),
  );
  const [tokens, texts] = [THEMES[theme], TEXTS[locale]];
  const series = colouredSeries(panel, all.slice(0, MOST_SERIES), slots, tokens);
  const common = { panel, series, tokens, texts, locale };
  const remarks = [
    cluster.name,
    `${rangeText(window.from, window.to, locale)} ${zoneText(window.to, locale)}`,
    ...(all.length > MOST_SERIES ? [texts.shown(MOST_SERIES, all.length)] : []),
    ...(failure === undefined ? [] : [texts.partFailed(failure)]),
  ];
  return panelSvg({
    ...common,
    series: panel.kind === 'timeseries' ? series : [],
    picture: drawPanel({ ...common, window, marks, width: width - 2 * MARGIN, height }),
    title: panel.title[locale],
    subtitle: remarks.join(' · '),
  });
}

/** The events that the dashboard marks on its charts; an annotation that cannot be asked for has none. */
async function marksOf(
  { annotations = [] }: Dashboard,
  values: VariableValues,
  window: Interval,
  width: number,
  cluster: ClusterSources,
): Promise<readonly PanelMark[]> {
  const asked = annotations.flatMap((annotation, index) => {
    const panel = annotation.enabled ? annotationPanel(annotation, String(index), values) : undefined;
    return panel === undefined ? [] : [{ annotation, ...panel }];
  });
  if (asked.length === 0) return [];
  const queries = asked.flatMap((one) =>
    one.queries.map(({ expr }) => ({ id: one.id, expr, type: 'range' as const })),
  );
  const { results } = await cluster.queries.run({ ...window, maxDataPoints: width, queries });
  return asked.flatMap(({ id, annotation }) => {
    const answer = results[id];
    return answer === undefined || 'error' in answer ? [] : annotationMarks(annotation, answer).marks;
  });
}

async function valuesOf(
  { variables }: Dashboard,
  query: PanelPictureQuery,
  window: Interval,
  { prometheus }: ClusterSources,
): Promise<VariableValues> {
  const chosen = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      name.startsWith('var-') ? [[name.slice('var-'.length), [value].flat().map(String)]] : [],
    ),
  );
  const input = { variables, chosen, range: window.to - window.from };
  const { answers } = await askVariables(input, async (queries) => ({
    results: await variableValues(prometheus, { ...window, queries }),
  }));
  return resolveVariables({ ...input, answers }).resolved;
}

/** The panel with its variables filled in; of one that repeats, the first copy. */
function drawablePanel(
  { id: name, panels }: Dashboard,
  id: string,
  values: VariableValues,
  locale: 'en' | 'zh-CN',
): Panel {
  const cell = arrangePanels(panels, values)
    .flatMap(({ cells }) => cells)
    .find(({ panel }) => panel.id === id);
  if (cell === undefined) {
    const ids = panels.filter(({ kind }) => kind !== 'row').map((panel) => panel.id);
    throw new ProblemError(
      404,
      'panel_not_found',
      `The dashboard "${name}" has no panel "${id}"; it has ${ids.join(', ') || 'none'}`,
    );
  }
  const drawn = drawCells([cell]).get(cell.key);
  const [problem] = drawn?.problems ?? [];
  if (problem !== undefined) {
    const { code, variable, value } = problem;
    throw new ProblemError(400, 'panel_not_drawable', dashboardText(code, { variable, value }, locale));
  }
  if (drawn === undefined || drawn.panel.queries.length === 0)
    throw new ProblemError(
      400,
      'panel_not_drawable',
      `The panel "${id}" asks for no values: there is nothing to draw of it`,
    );
  return drawn.panel;
}

/** The answers to the panel's queries, and why some are missing. @throws ProblemError where all are */
async function framesOf({ queries }: Panel, window: Interval, width: number, cluster: ClusterSources) {
  const { results } = await cluster.queries.run({
    ...window,
    maxDataPoints: width,
    queries: queries.map(({ id, expr, instant }) => ({ id, expr, type: instant ? 'instant' : 'range' })),
  });
  const answers = queries.map(({ id }) => results[id]);
  const failures = answers.flatMap((answer) =>
    answer !== undefined && 'error' in answer ? [answer.error] : [],
  );
  const [failure] = failures;
  if (failure !== undefined && failures.length === answers.length) throw prometheusProblem(failure);
  const frames = answers.map((answer) => (answer === undefined || 'error' in answer ? null : answer));
  return { frames, failure: failure?.message };
}
