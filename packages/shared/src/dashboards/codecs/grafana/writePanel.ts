import type { Locale } from '../../../units/index.ts';
import type {
  DashboardPanel,
  DashboardQuery,
  Json,
  JsonObject,
  Legend,
  MeasuredPanel,
  QueryPanel,
  Thresholds,
  TimeSeriesPanel,
  ValueMapping,
} from '../../model.ts';
import { formatNameOf } from '../../units.ts';
import { grafanaStatistic } from '../statistics.ts';
import { inOneLanguage } from '../words.ts';

/** The Grafana whose panels these are; without it Grafana takes a panel for one of 6.x and migrates it. */
const PLUGIN_VERSION = '10.4.0';

/** The panel without its targets, as Grafana has it since 8.0; undefined for what has no kind there. */
export function writePanel(panel: DashboardPanel, id: number, locale: Locale): JsonObject | undefined {
  if (panel.kind === 'unsupported') return undefined;
  return { ...writeFrame(panel, id, locale), ...writeBody(panel) };
}

/** What all panels have in Grafana, of whatever kind and time. */
export function writeFrame(panel: DashboardPanel, id: number, locale: Locale): JsonObject {
  const { title, help, grid, repeat } = panel;
  return {
    id,
    title: inOneLanguage(title, locale),
    ...(help === undefined ? {} : { description: inOneLanguage(help, locale) }),
    ...(grid === undefined ? {} : { gridPos: { ...grid } }),
    ...(repeat === undefined
      ? {}
      : { repeat: repeat.variable, repeatDirection: repeat.direction === 'down' ? 'v' : 'h' }),
  };
}

const TEXT_MODES = { markdown: 'markdown', html: 'html', plain: 'text' } as const;

/** What a panel draws, and how. */
function writeBody(panel: Exclude<DashboardPanel, { kind: 'unsupported' }>): JsonObject {
  switch (panel.kind) {
    case 'row':
      return { type: 'row', collapsed: panel.collapsed };
    case 'text':
      return { type: 'text', options: { mode: TEXT_MODES[panel.format], content: panel.content } };
    default:
      return {
        type: panel.kind === 'stat' && panel.show === 'gauge' ? 'gauge' : panel.kind,
        pluginVersion: PLUGIN_VERSION,
        fieldConfig: { defaults: fieldDefaults(panel), overrides: [] },
        options: optionsOf(panel),
      };
  }
}

export function writeTarget(query: DashboardQuery, refId: string, locale: Locale): JsonObject {
  const { expr, legend, hidden, instant, step, format } = query;
  return {
    refId,
    expr,
    legendFormat: inOneLanguage(legend, locale),
    ...(hidden === undefined ? {} : { hide: hidden }),
    ...(instant === undefined ? {} : { instant, range: !instant }),
    ...(step === undefined ? {} : { interval: step }),
    ...(format === undefined ? {} : { format }),
  };
}

function fieldDefaults(panel: QueryPanel): JsonObject {
  const { unit, scale = 1, decimals, min, max, thresholds, mappings, colours } = panel;
  const [fixed, ...others] = colours ?? [];
  const custom = panel.kind === 'timeseries' ? lineFields(panel) : {};
  return {
    unit: formatNameOf({ unit, scale }, 'grafana') ?? 'none',
    ...(decimals === undefined ? {} : { decimals }),
    ...(min === undefined ? {} : { min: min / scale }),
    ...(max === undefined ? {} : { max: max / scale }),
    ...(thresholds === undefined ? {} : { thresholds: thresholdFields(thresholds, scale) }),
    ...(mappings === undefined ? {} : { mappings: mappings.map(mappingFields) }),
    ...(fixed === undefined || others.length > 0 ? {} : { color: { mode: 'fixed', fixedColor: fixed } }),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}

function lineFields({ draw, stacked, fill, logarithmic, thresholds }: TimeSeriesPanel): JsonObject {
  return {
    ...(draw === undefined ? {} : { drawStyle: draw === 'lines' ? 'line' : draw }),
    ...(stacked === undefined ? {} : { stacking: { mode: stacked ? 'normal' : 'none' } }),
    ...(fill === undefined ? {} : { fillOpacity: fill * 100 }),
    ...(logarithmic === undefined
      ? {}
      : { scaleDistribution: logarithmic ? { type: 'log', log: 10 } : { type: 'linear' } }),
    ...(thresholds === undefined ? {} : { thresholdsStyle: { mode: 'line' } }),
  };
}

function thresholdFields(thresholds: Thresholds, scale: number): JsonObject {
  if ('warning' in thresholds) {
    const { warning, critical } = thresholds;
    const steps: Json[] = [
      { color: 'green', value: null },
      { color: 'orange', value: warning / scale },
      { color: 'red', value: critical / scale },
    ];
    return { mode: 'absolute', steps };
  }
  const factor = thresholds.relative === true ? 0.01 : scale;
  return {
    mode: thresholds.relative === true ? 'percentage' : 'absolute',
    steps: thresholds.steps.map(({ from, colour }) => ({
      color: colour,
      value: from === null ? null : from / factor,
    })),
  };
}

function mappingFields({ from, to, text, colour }: ValueMapping, index: number): JsonObject {
  const result = { text, index, ...(colour === undefined ? {} : { color: colour }) };
  if (from !== null && from === to) return { type: 'value', options: { [String(from)]: result } };
  return { type: 'range', options: { from, to, result } };
}

const COLOUR_MODES = { number: 'value', background: 'background', nothing: 'none' } as const;

function optionsOf(panel: QueryPanel): JsonObject {
  switch (panel.kind) {
    case 'timeseries':
    case 'state-timeline':
      return panel.legend === undefined ? {} : { legend: legendFields(panel.legend) };
    case 'stat':
      return {
        reduceOptions: { calcs: [grafanaStatistic(panel.reduce)] },
        ...(panel.show === 'gauge' ? {} : { graphMode: panel.show === 'sparkline' ? 'area' : 'none' }),
        ...(panel.paint === undefined ? {} : { colorMode: COLOUR_MODES[panel.paint] }),
      };
    case 'bargauge':
      return {
        reduceOptions: { calcs: [grafanaStatistic(panel.reduce)] },
        ...(panel.orientation === undefined ? {} : { orientation: panel.orientation }),
      };
    case 'table':
      return panel.sort === undefined
        ? {}
        : { sortBy: [{ displayName: panel.sort.column, desc: panel.sort.descending }] };
    case 'heatmap':
      return { yAxis: { unit: formatName(panel) } };
  }
}

function formatName({ unit, scale = 1 }: MeasuredPanel): string {
  return formatNameOf({ unit, scale }, 'grafana') ?? 'none';
}

function legendFields({ show, as, placement, values }: Legend): JsonObject {
  return { showLegend: show, displayMode: as, placement, calcs: values.map(grafanaStatistic) };
}
