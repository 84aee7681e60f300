import type { Locale } from '../../../units/index.ts';
import { kindOf } from '../../kinds/index.ts';
import type {
  DashboardPanel,
  DashboardQuery,
  Json,
  JsonObject,
  QueryPanel,
  Thresholds,
  ValueMapping,
} from '../../model.ts';
import { grafanaFormatOf } from '../../units.ts';
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
    default: {
      const { grafana } = kindOf(panel);
      return {
        type: grafana.type(panel),
        pluginVersion: PLUGIN_VERSION,
        fieldConfig: { defaults: fieldDefaults(panel), overrides: [] },
        options: grafana.options(panel),
      };
    }
  }
}

/** A query as Grafana's target; its data source stands elsewhere. */
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
  const { scale = 1, decimals, min, max, thresholds, mappings, colours } = panel;
  const [fixed, ...others] = colours ?? [];
  const { grafana } = kindOf(panel);
  const custom = grafana.custom?.(panel) ?? {};
  const isPainted = grafana.byPalette === true && thresholds !== undefined;
  return {
    unit: grafanaFormatOf(panel),
    ...(decimals === undefined ? {} : { decimals }),
    ...(min === undefined ? {} : { min: min / scale }),
    ...(max === undefined ? {} : { max: max / scale }),
    ...(thresholds === undefined ? {} : { thresholds: thresholdFields(thresholds, scale) }),
    ...(mappings === undefined ? {} : { mappings: mappings.map(mappingFields) }),
    ...(fixed === undefined || others.length > 0 ? {} : { color: { mode: 'fixed', fixedColor: fixed } }),
    ...(isPainted ? { color: { mode: 'thresholds' } } : {}),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
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
