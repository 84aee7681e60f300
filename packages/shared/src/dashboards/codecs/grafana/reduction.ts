import type { JsonObject } from '../../json.ts';
import type { Statistic } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { grafanaStatistic } from '../statistics.ts';
import { statisticOf } from './readValues.ts';

/** The first reduction, where 6.0 and 6.1 kept it or where everything since keeps it. */
export function readReduction(options: Fields, findings: Findings): Statistic {
  const today = options.child('reduceOptions').ignore('fields', 'limit');
  const before = options.child('fieldOptions').ignore('values', 'fields', 'defaults', 'overrides');
  const first = options.child('valueOptions').ignore('unit', 'decimals', 'prefix', 'suffix').text('stat');
  const [calc] = [...today.texts('calcs'), ...before.texts('calcs')];
  return statisticOf(calc ?? first, findings);
}

/** How values become one, as one of a panel's options. */
export function reduceOptions(reduce: Statistic): JsonObject {
  return { reduceOptions: { calcs: [grafanaStatistic(reduce)] } };
}

/** What takes the threshold's colour. */
export function readPaint(mode: string | undefined) {
  if (mode === 'none') return { paint: 'nothing' as const };
  return mode?.startsWith('background') === true ? { paint: 'background' as const } : {};
}

const COLOUR_MODES = { number: 'value', background: 'background', nothing: 'none' } as const;

/** The same, as Grafana and KubeSphere have it among a panel's options. */
export function writePaint(paint: 'number' | 'background' | 'nothing' | undefined): JsonObject {
  return paint === undefined ? {} : { colorMode: COLOUR_MODES[paint] };
}
