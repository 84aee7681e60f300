import type { Locale } from '../../../units/index.ts';
import { kindOf } from '../../kinds/index.ts';
import type { DashboardPanel, DashboardQuery, JsonObject, MeasuredPanel, TextPanel } from '../../model.ts';
import { formatNameOf, NAMED_FORMATS } from '../../units.ts';
import { inOneLanguage } from '../words.ts';
import { writeGraph } from './graph.ts';

export type Version = 'v1alpha1' | 'v1alpha2';

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
  const body = bodyOf(panel, version);
  if (body === undefined) return undefined;
  const { title, help } = panel;
  const written: JsonObject = {
    id,
    title: inOneLanguage(title, locale),
    ...(help === undefined ? {} : { description: inOneLanguage(help, locale) }),
    ...body,
  };
  if (version === 'v1alpha2') return written;
  return Object.fromEntries(Object.entries(written).filter(([field]) => V1ALPHA1_FIELDS.has(field)));
}

/** What a panel draws, and how. */
function bodyOf(panel: DashboardPanel, version: Version): JsonObject | undefined {
  switch (panel.kind) {
    case 'unsupported':
      return undefined;
    case 'row':
      return { type: 'row' };
    case 'text':
      return version === 'v1alpha2' ? { type: 'text', ...contentFields(panel) } : undefined;
    default: {
      const { kubesphere } = kindOf(panel);
      const type = kubesphere?.type[version] ?? 'graph';
      const own = type === 'graph' && panel.kind !== 'timeseries' ? writeGraph({}) : {};
      return { type, ...measuredFields(panel, type), ...own, ...kubesphere?.write(panel) };
    }
  }
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

const MODES = { markdown: 'markdown', html: 'html', plain: 'text' } as const;

function contentFields({ content, format }: TextPanel): JsonObject {
  return { content, mode: MODES[format] };
}
