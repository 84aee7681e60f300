import { grafanaKinds, panelKinds } from '../../kinds/index.ts';
import type { MeasuredPanel, PanelBase } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
import { colourOf, decimalsOf, ends, mappingsOf, thresholdSteps, unitOf } from './readValues.ts';
import { STYLE_FIELDS } from './styleFields.ts';

/** What panels since 7.0 keep under `fieldConfig`, and those of 6.x under `options.fieldOptions`. */
export function readMeasured(
  type: string,
  fields: Fields,
  base: PanelBase,
  queries: readonly TracedQuery[],
  findings: Findings,
): MeasuredPanel {
  const old = fields.child('options').child('fieldOptions');
  const config = fields.has('fieldConfig') ? fields.child('fieldConfig') : old;
  const defaults = config
    .child('defaults')
    .ignore('nullValueMode', 'noValue', 'displayName', 'title', 'links');
  const values = unitOf(unitName(type, fields, defaults), findings);
  const { scale = 1 } = values;
  const custom = defaults.child('custom').ignore(...STYLE_FIELDS);
  const colour = defaults.child('color').ignore('seriesBy');
  const kind = grafanaKinds.get(type)?.kind;
  const isByPalette = kind !== undefined && panelKinds[kind].grafana.byPalette === true;
  const drawn =
    type === 'timeseries'
      ? (custom.child('thresholdsStyle').text('mode') ?? 'off') !== 'off'
      : !isByPalette || colour.text('mode') === 'thresholds';
  const thresholds = thresholdSteps(defaults.child('thresholds'), scale, findings);
  return {
    ...base,
    ...values,
    ...decimalsOf(defaults.number('decimals')),
    ...ends(defaults.number('min'), defaults.number('max'), scale),
    ...(drawn ? thresholds : {}),
    ...mappingsOf(defaults, findings),
    ...colours(colour, findings),
    queries: queries.map(({ query }) => query),
  };
}

function unitName(type: string, fields: Fields, defaults: Fields): string | undefined {
  const unit = defaults.word('unit');
  if (type === 'grafana-piechart-panel') return unit ?? fields.word('format');
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
