import type { JsonObject } from '../../json.ts';
import type { Thresholds } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { STYLE_FIELDS } from './styleFields.ts';

const DRAWN = { bars: 'bars', points: 'points' } as const;

interface Drawing {
  readonly draw?: 'lines' | 'bars' | 'points';
  readonly stacked?: boolean;
  readonly fill?: number;
  readonly logarithmic?: boolean;
  readonly thresholds?: Thresholds;
}

/** How a panel's lines are drawn. */
export function readDrawing(fields: Fields, findings: Findings) {
  const custom = fields
    .child('fieldConfig')
    .child('defaults')
    .child('custom')
    .ignore(...STYLE_FIELDS, 'thresholdsStyle');
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

/** The same, as it stands under `fieldConfig.defaults.custom`. */
export function writeDrawing({ draw, stacked, fill, logarithmic, thresholds }: Drawing): JsonObject {
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
