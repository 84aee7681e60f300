import type { JsonObject } from '../../json.ts';
import type { Statistic } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import { writePaint } from '../grafana/reduction.ts';
import type { Findings } from '../report.ts';
import { kubesphereStatistic, readStatistic } from '../statistics.ts';
import { cut } from '../words.ts';

/** How a panel's values become one. */
export function readStatisticOf(fields: Fields, findings: Findings): Statistic {
  const name = fields.word('valueName') ?? 'current';
  const statistic = readStatistic(name);
  if (statistic === undefined) findings.add('statistic.unknown', { statistic: cut(name, 100) });
  return statistic ?? 'last';
}

const PAINTS = { background: 'background', none: 'nothing' } as const;

/** A single value; a gauge where the panel's type or its `gauge` says so, whose ends are in the queries' own unit. */
export function readSinglestat(fields: Fields, findings: Findings, scale: number, isDial = false) {
  const gauge = fields.child('gauge');
  const isGauge = isDial || gauge.flag('show');
  const [min, max] = [gauge.number('minValue'), gauge.number('maxValue')];
  gauge.ignore('thresholdMarkers', 'thresholdLabels', 'thresholdmarkers', 'thresholdlabels');
  const colourMode = fields.child('options').text('colorMode') ?? fields.texts('color')[0];
  const sparkline = fields.word('sparkline');
  const show: Singlestat['show'] = isGauge ? 'gauge' : sparkline === undefined ? 'number' : 'sparkline';
  return {
    reduce: readStatisticOf(fields, findings),
    show,
    ...(isGauge && min !== undefined && max !== undefined && min < max
      ? { min: min * scale, max: max * scale }
      : {}),
    ...(colourMode === 'background' || colourMode === 'none' ? { paint: PAINTS[colourMode] } : {}),
  };
}

interface Singlestat {
  readonly reduce: Statistic;
  readonly show: 'number' | 'sparkline' | 'gauge';
  readonly paint?: 'number' | 'background' | 'nothing';
  readonly min?: number;
  readonly max?: number;
  readonly scale?: number;
}

/** The same as KubeSphere has it: a gauge's ends are whole numbers. */
export function writeSinglestat({ reduce, show, paint, min, max, scale = 1 }: Singlestat): JsonObject {
  const ends = min === undefined || max === undefined ? {} : gaugeEnds(min / scale, max / scale);
  return {
    valueName: kubesphereStatistic(reduce),
    ...(show === 'sparkline' ? { sparkline: 'bottom' } : {}),
    ...(show === 'gauge' ? { gauge: { show: true, ...ends } } : {}),
    ...(paint === undefined ? {} : { options: writePaint(paint) }),
  };
}

function gaugeEnds(min: number, max: number): JsonObject {
  const [low, high] = [Math.round(min), Math.round(max)];
  return low < high ? { minValue: low, maxValue: high } : {};
}
