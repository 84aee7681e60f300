import {
  DashboardList,
  DoctorReport,
  type EndpointName,
  endpoints,
  GpuList,
  NodeList,
  OperatorReport,
  Overview,
  PodList,
  PodUsageList,
  QueryReply,
  StoredDashboard,
  ValuesReply,
} from '@gpu-console/shared/contract';
import { questionOf } from '@gpu-console/shared/dashboards/variables';
import { resolvePicture } from '../../pictures/resolvePicture.ts';
import type { TestConsole } from '../lab.ts';

const RANGE_SECONDS = 1800;

/** The last value of every series of a panel's queries, by the query's id and the series' legend-free labels. */
type PanelValues = readonly {
  readonly query: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}[];

/** What the console shows of a cluster at one moment, wherever it does. */
export interface Shown {
  readonly overview: Overview;
  readonly nodes: NodeList['items'];
  readonly gpus: GpuList['items'];
  readonly pods: PodList['items'];
  readonly usage: PodUsageList['items'];
  readonly operator: OperatorReport;
  readonly doctor: DoctorReport;
  /** Of the built-in dashboards, by `dashboard/panel`, with every variable at what it is before anybody chooses. */
  readonly panels: ReadonlyMap<string, PanelValues>;
}

/** @param at Unix seconds */
export async function readShown(console: TestConsole, at: number): Promise<Shown> {
  const path = (name: EndpointName) => endpoints[name].path.replace('{cluster}', 'default');
  const overview = await console.read(Overview, path('overview'));
  const { items: nodes } = await console.read(NodeList, path('nodes'));
  const { items: gpus } = await console.read(GpuList, path('gpus'));
  const { items: pods } = await console.read(PodList, path('pods'));
  const { items: usage } = await console.read(
    PodUsageList,
    `${path('usage')}?from=${at - RANGE_SECONDS}&to=${at}`,
  );
  const operator = await console.read(OperatorReport, path('operator'));
  const doctor = await console.read(DoctorReport, path('doctor'));
  const panels = await readPanels(console, at);
  return { overview, nodes, gpus, pods, usage, operator, doctor, panels };
}

async function readPanels(console: TestConsole, at: number): Promise<Shown['panels']> {
  const list = endpoints.dashboards.path.replace('{cluster}', 'default');
  const { items } = await console.read(DashboardList, list);
  const values = new Map<string, PanelValues>();
  for (const { id } of items.filter(({ builtin }) => builtin)) {
    const { dashboard } = await console.read(StoredDashboard, `${list}/${id}`);
    for (const { id: panel, kind } of dashboard.panels)
      if (kind !== 'row' && kind !== 'text')
        values.set(`${id}/${panel}`, await panelValues(console, dashboard, panel, at));
  }
  return values;
}

async function panelValues(
  console: TestConsole,
  { panels, variables }: StoredDashboard['dashboard'],
  panel: string,
  at: number,
): Promise<PanelValues> {
  const window = { from: at - RANGE_SECONDS, to: at };
  const answers = new Map<string, readonly string[]>();
  const task = { kind: 'resolve', panels, panel, variables, annotations: [], chosen: {} } as const;
  for (;;) {
    const resolved = resolvePicture({ ...task, answers, window, locale: 'en' });
    if (resolved.kind === 'ready') return ask(console, resolved.panel.queries, at);
    if (resolved.kind !== 'needed') return [];
    const body = { ...window, queries: resolved.queries };
    const { results } = ValuesReply.parse(
      (await console.post(endpoints.values.path.replace('{cluster}', 'default'), body)).json(),
    );
    for (const [index, query] of resolved.queries.entries()) {
      const result = results[index];
      answers.set(questionOf(query), result === undefined || 'error' in result ? [] : result.values);
    }
  }
}

/** As of the moment itself: a chart's last point may lie a step before it. */
async function ask(
  console: TestConsole,
  queries: readonly { readonly id: string; readonly expr: string }[],
  at: number,
): Promise<PanelValues> {
  const body = {
    from: at,
    to: at,
    queries: queries.map(({ id, expr }) => ({ id, expr, type: 'instant' as const })),
  };
  const reply = await console.post(endpoints.query.path.replace('{cluster}', 'default'), body);
  if (reply.status !== 200) throw new Error(`${queries.map(({ expr }) => expr).join('\n')}: ${reply.text}`);
  const { results } = QueryReply.parse(reply.json());
  return Object.entries(results).flatMap(([query, result]) => {
    if ('error' in result) throw new Error(`${query}: ${result.error.message}`);
    return result.series.flatMap(({ labels, values: [value] }) =>
      value === null || value === undefined ? [] : [{ query, labels, value }],
    );
  });
}
