import type { DashboardPanel } from '../../model.ts';
import type { Legend, PanelBase, Statistic, ThresholdStep } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
import { readStatistic } from '../statistics.ts';
import { colourOf, decimalsOf, ends, statisticOf, unitOf } from './readValues.ts';

/** How Grafana's panels before 7.4 looked beyond what the console draws. */
const STYLE_FIELDS = [
  ...[
    'linewidth',
    'pointradius',
    'points',
    'renderer',
    'steppedLine',
    'nullPointMode',
    'spaceLength',
    'dashLength',
  ],
  ...[
    'dashes',
    'fillGradient',
    'hiddenSeries',
    'tooltip',
    'yaxis',
    'xaxis',
    'options',
    'fieldConfig',
    'grid',
  ],
  ...[
    'x-axis',
    'y-axis',
    'zerofill',
    'editable',
    'error',
    'isNew',
    'minSpan',
    'height',
    'columns',
    'fontSize',
  ],
  ...[
    'pageSize',
    'scroll',
    'showHeader',
    'sort',
    'transform',
    'prefixFontSize',
    'postfixFontSize',
    'valueFontSize',
  ],
  ...[
    'mappingType',
    'mappingTypes',
    'nullText',
    'colorPostfix',
    'colorPrefix',
    'tableColumn',
    'leftYAxisLabel',
  ],
] as const;

/** A panel of a kind that Grafana has replaced since; undefined for one it has not. */
export function readLegacy(
  type: string,
  fields: Fields,
  base: PanelBase,
  traced: readonly TracedQuery[],
  findings: Findings,
): DashboardPanel | undefined {
  const queries = traced.map(({ query }) => query);
  switch (type) {
    case 'graph':
      return { ...base, ...graph(fields, findings), queries, kind: 'timeseries' };
    case 'singlestat':
    case 'grafana-singlestat-panel':
      return { ...base, ...singlestat(fields, findings), queries, kind: 'stat' };
    case 'table-old': {
      const [style] = fields.children('styles').filter((one) => one.text('type') === 'number');
      return { ...base, ...unitOf(style?.word('unit'), findings), queries, kind: 'table' };
    }
    default:
      return undefined;
  }
}

function graph(fields: Fields, findings: Findings) {
  fields.ignore(...STYLE_FIELDS);
  const [axis, ...others] = fields.children('yaxes');
  for (const other of others) other.ignore('format', 'logBase', 'show', 'min', 'max', 'label', 'decimals');
  fields.list('y_formats');
  const values = unitOf(axis?.word('format') ?? fields.texts('y_formats')[0], findings);
  const { scale = 1 } = values;
  axis?.ignore('show');
  const [bars, lines, points] = [fields.flag('bars'), fields.flag('lines'), fields.flag('points')];
  const draw = lines ? undefined : bars ? ('bars' as const) : points ? ('points' as const) : undefined;
  const fill = fields.number('fill');
  const logBase = axis?.number('logBase') ?? 1;
  return {
    ...values,
    ...decimalsOf(fields.number('decimals') ?? axis?.number('decimals')),
    ...ends(axis?.number('min'), axis?.number('max'), scale),
    ...graphThresholds(fields, scale, findings),
    ...(draw === undefined ? {} : { draw }),
    ...(fields.flag('stack') ? { stacked: true } : {}),
    ...(fill === undefined ? {} : { fill: Math.min(1, Math.max(0, fill / 10)) }),
    ...(logBase > 1 ? { logarithmic: true } : {}),
    ...legend(fields),
  };
}

const LEGEND_VALUES = ['min', 'max', 'avg', 'current', 'total'] as const;

function legend(fields: Fields): { legend?: Legend } {
  if (!fields.has('legend')) return {};
  const columns = fields.child('legend').ignore('sort', 'sortDesc', 'sideWidth', 'hideEmpty', 'hideZero');
  columns.ignore('hiddenSeries', 'values');
  const values = LEGEND_VALUES.filter((name) => columns.flag(name))
    .map(readStatistic)
    .filter((statistic): statistic is Statistic => statistic !== undefined);
  return {
    legend: {
      show: columns.any('show') !== false,
      as: columns.flag('alignAsTable') ? 'table' : 'list',
      placement: columns.flag('rightSide') ? 'right' : 'bottom',
      values,
    },
  };
}

const LEVELS: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };

/** Lines across the plot from which on values count; those that count below a value have no counterpart. */
function graphThresholds(fields: Fields, scale: number, findings: Findings) {
  const steps = fields.children('thresholds').flatMap((threshold): ThresholdStep[] => {
    threshold.ignore('fill', 'line', 'visible', 'yaxis');
    const value = threshold.number('value');
    const level = threshold.text('colorMode') ?? 'critical';
    const own = threshold.word('lineColor') ?? threshold.word('fillColor');
    if (value === undefined || threshold.text('op') === 'lt') {
      findings.add('field.kept', { field: 'thresholds' });
      return [];
    }
    return [{ from: value * scale, colour: colourOf(LEVELS[level] ?? own ?? 'red', findings) }];
  });
  return steps.length === 0 ? {} : { thresholds: { steps } };
}

function singlestat(fields: Fields, findings: Findings) {
  fields.ignore(...STYLE_FIELDS);
  const values = unitOf(fields.word('format'), findings);
  const { scale = 1 } = values;
  const gauge = fields.child('gauge').ignore('thresholdLabels', 'thresholdMarkers');
  const isGauge = gauge.flag('show');
  const sparkline = fields.child('sparkline').ignore('fillColor', 'lineColor', 'full', 'ymin', 'ymax');
  const [low, high] = [gauge.number('minValue'), gauge.number('maxValue')];
  const shown = sparkline.flag('show') ? ('sparkline' as const) : ('number' as const);
  const [background, value] = [fields.flag('colorBackground'), fields.flag('colorValue')];
  const painted = background ? { paint: 'background' as const } : value ? {} : { paint: 'nothing' as const };
  return {
    ...values,
    ...decimalsOf(fields.number('decimals')),
    ...(isGauge ? ends(low, high, scale) : {}),
    ...singlestatSteps(fields, scale, findings),
    ...singlestatMappings(fields),
    reduce: statisticOf(fields.word('valueName') ?? 'avg', findings),
    show: isGauge ? ('gauge' as const) : shown,
    ...painted,
  };
}

/** `80,90` and three colours: below, between, above. */
function singlestatSteps(fields: Fields, scale: number, findings: Findings) {
  const colours = fields.texts('colors');
  const values = (fields.text('thresholds') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && Number.isFinite(Number(part)));
  if (values.length === 0 || colours.length === 0) return {};
  const steps = colours.slice(0, Math.min(100, values.length + 1)).map((colour, index): ThresholdStep => {
    const from = index === 0 ? null : Number(values[index - 1]) * scale;
    return { from, colour: colourOf(colour, findings) };
  });
  return { thresholds: { steps } };
}

function singlestatMappings(fields: Fields) {
  const mappings = [
    ...fields.children('valueMaps').flatMap((map) => {
      const value = map.ignore('op').number('value');
      const text = map.text('text') ?? '';
      return value === undefined ? [] : [{ from: value, to: value, text: text }];
    }),
    ...fields.children('rangeMaps').flatMap((map) => {
      const [from, to] = [map.number('from'), map.number('to')];
      const text = map.text('text') ?? '';
      return from === undefined || to === undefined ? [] : [{ from, to, text }];
    }),
  ];
  return mappings.length === 0 ? {} : { mappings };
}
