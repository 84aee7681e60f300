import type { Locale } from '../../../units/index.ts';
import type {
  DashboardPanel,
  DashboardQuery,
  JsonObject,
  Legend,
  MeasuredPanel,
  StatPanel,
  TextPanel,
  TimeSeriesPanel,
} from '../../model.ts';
import { formatNameOf, NAMED_FORMATS } from '../../units.ts';
import { kubesphereStatistic } from '../statistics.ts';
import { inOneLanguage } from '../words.ts';

export type Version = 'v1alpha1' | 'v1alpha2';

/** The kinds of panel that each version has, by KubeSphere's name. */
const TYPES: Readonly<Record<Version, Partial<Record<DashboardPanel['kind'], string>>>> = {
  v1alpha1: { timeseries: 'graph', stat: 'singlestat', row: 'row' },
  v1alpha2: {
    timeseries: 'graph',
    stat: 'singlestat',
    bargauge: 'bargauge',
    table: 'table',
    text: 'text',
    row: 'row',
  },
};

/** The fields of v1alpha1's panels; the API server drops others. */
const V1ALPHA1_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'bars',
    'colors',
    'decimals',
    'description',
    'format',
    'id',
    'lines',
    'stack',
    'targets',
    'title',
    'type',
  ],
  'yaxes',
]);

/**
 * The panel without its targets, as the version of the format has it: of a kind it lacks, the nearest one.
 * Undefined for what has no values to show and no kind of its own.
 */
export function writePanel(
  panel: DashboardPanel,
  id: number,
  version: Version,
  locale: Locale,
): JsonObject | undefined {
  const nearest = 'queries' in panel ? 'graph' : undefined;
  const type = TYPES[version][panel.kind] ?? nearest;
  if (type === undefined) return undefined;
  const { title, help } = panel;
  const written: JsonObject = {
    id,
    title: inOneLanguage(title, locale),
    type,
    ...(help === undefined ? {} : { description: inOneLanguage(help, locale) }),
    ...(panel.kind === 'text' ? contentFields(panel) : {}),
    ...('queries' in panel ? measuredFields(panel, type) : {}),
    ...(type === 'graph' ? graphFields(panel) : {}),
    ...(panel.kind === 'stat' ? statFields(panel) : {}),
    ...(panel.kind === 'bargauge'
      ? {
          valueName: kubesphereStatistic(panel.reduce),
          options: { orientation: panel.orientation ?? 'horizontal' },
        }
      : {}),
  };
  if (version === 'v1alpha2') return written;
  return Object.fromEntries(Object.entries(written).filter(([field]) => V1ALPHA1_FIELDS.has(field)));
}

/** A target as both versions have it. */
export function writeTarget(query: DashboardQuery, refId: number, locale: Locale): JsonObject {
  const { expr, legend, step } = query;
  return {
    expr,
    legendFormat: inOneLanguage(legend, locale),
    refId,
    ...(step === undefined ? {} : { step }),
  };
}

/** KubeSphere's own name, or else the one that Grafana's list shows. */
function formatName({ unit, scale = 1 }: MeasuredPanel): string {
  const own = formatNameOf({ unit, scale }, 'kubesphere');
  if (own !== undefined) return own;
  const grafana = formatNameOf({ unit, scale }, 'grafana');
  return NAMED_FORMATS.find((format) => format.grafana === grafana)?.name ?? 'none';
}

function measuredFields(panel: MeasuredPanel, type: string): JsonObject {
  const { decimals, colours } = panel;
  const reading = { format: formatName(panel), ...(decimals === undefined ? {} : { decimals }) };
  return {
    ...(type === 'graph' ? { yaxes: [reading] } : reading),
    ...(colours === undefined ? {} : { colors: [...colours] }),
  };
}

function graphFields(panel: DashboardPanel): JsonObject {
  const { draw, stacked, legend }: Partial<TimeSeriesPanel> = panel.kind === 'timeseries' ? panel : {};
  return {
    bars: draw === 'bars',
    lines: draw !== 'bars',
    stack: stacked === true,
    ...(legend === undefined ? {} : { legend: legendWords(legend) }),
  };
}

function legendWords({ show, as, placement, values }: Legend): string[] {
  return [
    ...(show ? [] : ['hide']),
    ...(as === 'table' ? ['as_table'] : []),
    ...(placement === 'right' ? ['to_the_right'] : []),
    ...values.map(kubesphereStatistic),
  ];
}

const COLOUR_MODES = { number: 'value', background: 'background', nothing: 'none' } as const;

/** A gauge's ends are whole numbers of the queries' own unit. */
function statFields({ reduce, show, paint, min, max, scale = 1 }: StatPanel): JsonObject {
  const ends = min === undefined || max === undefined ? {} : gaugeEnds(min / scale, max / scale);
  return {
    valueName: kubesphereStatistic(reduce),
    ...(show === 'sparkline' ? { sparkline: 'bottom' } : {}),
    ...(show === 'gauge' ? { gauge: { show: true, ...ends } } : {}),
    ...(paint === undefined ? {} : { options: { colorMode: COLOUR_MODES[paint] } }),
  };
}

function gaugeEnds(min: number, max: number): JsonObject {
  const [low, high] = [Math.round(min), Math.round(max)];
  return low < high ? { minValue: low, maxValue: high } : {};
}

const MODES = { markdown: 'markdown', html: 'html', plain: 'text' } as const;

function contentFields({ content, format }: TextPanel): JsonObject {
  return { content, mode: MODES[format] };
}
