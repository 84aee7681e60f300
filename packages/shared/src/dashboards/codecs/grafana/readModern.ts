import type { DashboardPanel, Legend, MeasuredPanel, Statistic } from '../../model.ts';
import type { Fields } from '../fields.ts';
import type { TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
import { readStatistic } from '../statistics.ts';
import { colourOf, decimalsOf, ends, mappingsOf, statisticOf, thresholdSteps, unitOf } from './readValues.ts';

export type Base = Pick<DashboardPanel, 'id' | 'title' | 'help' | 'grid' | 'row' | 'repeat'>;
export type Values = Base & MeasuredPanel;

/** How lines look beyond what the console draws: no loss of what a chart says. */
const LOOKS = [
  ...['lineWidth', 'lineInterpolation', 'lineStyle', 'pointSize', 'showPoints', 'spanNulls', 'gradientMode'],
  ...['axisPlacement', 'axisColorMode', 'axisBorderShow', 'axisGridShow', 'axisCenteredZero', 'barAlignment'],
  ...[
    'barWidthFactor',
    'insertNulls',
    'hideFrom',
    'align',
    'cellOptions',
    'displayMode',
    'inspect',
    'filterable',
  ],
  ...['axisSoftMin', 'axisSoftMax', 'axisWidth', 'width', 'minWidth', 'barMaxWidth', 'showValues'],
] as const;

const OPTION_LOOKS = [
  ...[
    'tooltip',
    'textMode',
    'justifyMode',
    'text',
    'showThresholdLabels',
    'showThresholdMarkers',
    'displayMode',
  ],
  ...['valueMode', 'namePlacement', 'showUnfilled', 'minVizHeight', 'minVizWidth', 'maxVizHeight', 'sizing'],
  ...[
    'wideLayout',
    'percentChangeColorMode',
    'showPercentChange',
    'footer',
    'showHeader',
    'cellHeight',
    'frameIndex',
  ],
  ...[
    'alignValue',
    'rowHeight',
    'mergeValues',
    'showValue',
    'perPage',
    'barWidth',
    'barRadius',
    'timezone',
    'dataLinks',
  ],
  ...[
    'alertThreshold',
    'cellGap',
    'cellRadius',
    'color',
    'exemplars',
    'filterValues',
    'rowsFrame',
    'showValue',
  ],
  ...[
    'shape',
    'effects',
    'segmentCount',
    'segmentSpacing',
    'barShape',
    'barWidthFactor',
    'endpointMarker',
    'sparkline',
  ],
  ...[
    'textMode',
    'wideLayout',
    'enablePagination',
    'calculate',
    'calculation',
    'colWidth',
    'pieType',
    'displayLabels',
  ],
] as const;

/** What panels since 7.0 keep under `fieldConfig`, and those of 6.x under `options.fieldOptions`. */
export function readMeasured(
  type: string,
  fields: Fields,
  base: Base,
  queries: readonly TracedQuery[],
  findings: Findings,
): Values {
  const old = fields.child('options').child('fieldOptions');
  const config = fields.has('fieldConfig') ? fields.child('fieldConfig') : old;
  const defaults = config
    .child('defaults')
    .ignore('nullValueMode', 'noValue', 'displayName', 'title', 'links');
  const values = unitOf(unitName(type, fields, defaults), findings);
  const { scale = 1 } = values;
  const custom = defaults.child('custom').ignore(...LOOKS);
  const drawn =
    type === 'timeseries' ? (custom.child('thresholdsStyle').text('mode') ?? 'off') !== 'off' : true;
  const thresholds = thresholdSteps(defaults.child('thresholds'), scale, findings);
  return {
    ...base,
    ...values,
    ...decimalsOf(defaults.number('decimals')),
    ...ends(defaults.number('min'), defaults.number('max'), scale),
    ...(drawn ? thresholds : {}),
    ...mappingsOf(defaults, findings),
    ...colours(defaults.child('color').ignore('seriesBy'), findings),
    queries: queries.map(({ query }) => query),
  };
}

function unitName(type: string, fields: Fields, defaults: Fields): string | undefined {
  const unit = defaults.word('unit');
  if (type !== 'heatmap') return unit;
  const axis = fields.child('options').child('yAxis').ignore('axisPlacement', 'reverse', 'decimals');
  return axis.word('unit') ?? unit ?? fields.child('yAxis').word('format');
}

/** One fixed colour; the others are Grafana's own palettes, and the console has its own. */
function colours(color: Fields, findings: Findings) {
  const mode = color.text('mode');
  const fixed = color.word('fixedColor');
  return mode === 'fixed' && fixed !== undefined ? { colours: [colourOf(fixed, findings)] } : {};
}

const DRAWN = { bars: 'bars', points: 'points' } as const;

/** A panel of one of today's kinds. */
export function readModern(
  type: string,
  fields: Fields,
  values: Values,
  findings: Findings,
): DashboardPanel | undefined {
  const options = fields.child('options').ignore(...OPTION_LOOKS);
  const reduce = () => reduction(options, findings);
  switch (type) {
    case 'timeseries':
      return { ...values, kind: 'timeseries', ...drawing(fields, findings), ...legend(options, findings) };
    case 'stat':
      return {
        ...values,
        kind: 'stat',
        reduce: reduce(),
        show: (options.text('graphMode') ?? 'area') === 'none' ? 'number' : 'sparkline',
        ...paint(options.text('colorMode')),
      };
    case 'gauge':
      options.ignore('orientation');
      return { ...values, kind: 'stat', reduce: reduce(), show: 'gauge' };
    case 'bargauge':
    case 'piechart':
    case 'barchart': {
      const upright = options.text('orientation') === 'vertical' ? { orientation: 'vertical' as const } : {};
      if (type !== 'bargauge') findings.add('panel.replaced', { kind: type, by: 'bargauge' });
      return { ...values, kind: 'bargauge', reduce: reduce(), ...upright };
    }
    case 'table': {
      const [sort] = options.children('sortBy');
      const column = sort?.word('displayName');
      const sorted =
        column === undefined ? {} : { sort: { column, descending: sort?.flag('desc') === true } };
      return { ...values, kind: 'table', ...sorted };
    }
    case 'heatmap':
      options.ignore('legend', 'yAxis');
      return { ...values, kind: 'heatmap' };
    case 'state-timeline':
    case 'status-history':
      if (type === 'status-history') findings.add('panel.replaced', { kind: type, by: 'state-timeline' });
      return { ...values, kind: 'state-timeline', ...legend(options, findings) };
    default:
      return undefined;
  }
}

function drawing(fields: Fields, findings: Findings) {
  const custom = fields
    .child('fieldConfig')
    .child('defaults')
    .child('custom')
    .ignore(...LOOKS, 'thresholdsStyle');
  const style = custom.text('drawStyle');
  const stacking = custom.child('stacking').ignore('group');
  const mode = stacking.text('mode') ?? 'none';
  if (mode === 'percent') findings.add('field.kept', { field: 'stacking: percent' });
  const opacity = custom.number('fillOpacity');
  const distribution = custom.child('scaleDistribution').ignore('log');
  return {
    ...(style === 'bars' || style === 'points' ? { draw: DRAWN[style] } : {}),
    ...(mode === 'none' ? {} : { stacked: true }),
    ...(opacity === undefined ? {} : { fill: Math.min(1, Math.max(0, opacity / 100)) }),
    ...(distribution.text('type') === 'log' ? { logarithmic: true } : {}),
  };
}

function legend(options: Fields, findings: Findings): { legend?: Legend } {
  if (!options.has('legend')) return {};
  const fields = options
    .child('legend')
    .ignore('isVisible', 'asTable', 'width', 'sortBy', 'sortDesc', 'values');
  const mode = fields.text('displayMode') ?? 'list';
  return {
    legend: {
      show: mode !== 'hidden' && fields.any('showLegend') !== false,
      as: mode === 'table' ? 'table' : 'list',
      placement: fields.text('placement') === 'right' ? 'right' : 'bottom',
      values: fields.texts('calcs').flatMap((name): Statistic[] => {
        const statistic = readStatistic(name);
        if (statistic === undefined) findings.add('statistic.unknown', { statistic: name.slice(0, 100) });
        return statistic === undefined ? [] : [statistic];
      }),
    },
  };
}

/** The first reduction, where 6.0 and 6.1 kept it or where everything since keeps it. */
function reduction(options: Fields, findings: Findings): Statistic {
  const today = options.child('reduceOptions').ignore('fields', 'limit');
  const before = options.child('fieldOptions').ignore('values', 'fields', 'defaults', 'overrides');
  const first = options.child('valueOptions').ignore('unit', 'decimals', 'prefix', 'suffix').text('stat');
  const [calc] = [...today.texts('calcs'), ...before.texts('calcs')];
  return statisticOf(calc ?? first, findings);
}

function paint(mode: string | undefined) {
  if (mode === 'none') return { paint: 'nothing' as const };
  return mode?.startsWith('background') === true ? { paint: 'background' as const } : {};
}
