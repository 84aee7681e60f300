import type { Unit } from '../../../units/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Colour, Statistic, ThresholdStep, ValueMapping } from '../../schemaParts.ts';
import { grafanaFormat } from '../../units.ts';
import { readColour } from '../colours.ts';
import { isObject } from '../document.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { readStatistic } from '../statistics.ts';
import { cut } from '../words.ts';

/** The colour as `#rrggbb` or `#rrggbbaa`; grey, with a finding, for one that is not known. */
export function colourOf(text: string, findings: Findings): Colour {
  const colour = readColour(text);
  if (colour === undefined) findings.add('colour.unknown', { colour: cut(text, 50) });
  return colour ?? '#808080';
}

/**
 * The base unit of Grafana's unit, and what its values are multiplied by to be in it (1 where left out); a plain count,
 * with a finding, for one that is not known.
 */
export function unitOf(name: string | undefined, findings: Findings): { unit: Unit; scale?: number } {
  if (name === undefined) return { unit: 'count' };
  const format = grafanaFormat(name);
  if (format === undefined) {
    findings.add('unit.unknown', { unit: cut(name, 100) });
    return { unit: 'count' };
  }
  return { unit: format.unit, ...(format.scale === 1 ? {} : { scale: format.scale }) };
}

/** Grafana's reducer; the last value where there is none or, with a finding, where it is not known. */
export function statisticOf(name: string | undefined, findings: Findings): Statistic {
  if (name === undefined) return 'last';
  const statistic = readStatistic(name);
  if (statistic === undefined) findings.add('statistic.unknown', { statistic: cut(name, 100) });
  return statistic ?? 'last';
}

/** The ends of an axis, in the base unit; only where both make sense together. */
export function ends(min: number | undefined, max: number | undefined, scale: number) {
  if (min !== undefined && max !== undefined && min >= max) return {};
  return {
    ...(min === undefined ? {} : { min: min * scale }),
    ...(max === undefined ? {} : { max: max * scale }),
  };
}

/** Digits after the point, 0–10; none where the file leaves them open. */
export function decimalsOf(decimals: number | undefined) {
  if (decimals === undefined || decimals < 0) return {};
  return { decimals: Math.min(10, Math.round(decimals)) };
}

/** Steps as panels since 6.x have them; percentages become shares. */
export function thresholdSteps(thresholds: Fields, scale: number, findings: Findings) {
  const relative = thresholds.text('mode') === 'percentage';
  const factor = relative ? 0.01 : scale;
  const steps = thresholds.children('steps').map((step): ThresholdStep => {
    step.ignore('index', 'state');
    const value = step.number('value');
    return {
      from: value === undefined ? null : value * factor,
      colour: colourOf(step.text('color') ?? '', findings),
    };
  });
  if (steps.length === 0) return {};
  return { thresholds: { steps, ...(relative ? { relative } : {}) } };
}

/** Texts for values, as of 8.x (by `type` word) and before (by number). */
export function mappingsOf(fields: Fields, findings: Findings): { mappings?: readonly ValueMapping[] } {
  const mappings = fields.list('mappings').flatMap((mapping) => {
    const read = isObject(mapping) ? mappingOf(mapping, findings) : [];
    if (read.length === 0) findings.add('field.kept', { field: 'mappings' });
    return read;
  });
  return mappings.length === 0 ? {} : { mappings };
}

function mappingOf(mapping: JsonObject, findings: Findings): readonly ValueMapping[] {
  const { type, options, value, text, from, to } = mapping;
  if (type === 'value' && isObject(options))
    return Object.entries(options).flatMap(([key, result]) => one(key, key, result, findings));
  if (type === 'range' && isObject(options))
    return one(options['from'], options['to'], options['result'], findings);
  if (type === 1) return one(value, value, { text: text ?? '' }, findings);
  if (type === 2) return one(from, to, { text: text ?? '' }, findings);
  return [];
}

function one(
  from: Json | undefined,
  to: Json | undefined,
  result: Json | undefined,
  findings: Findings,
): readonly ValueMapping[] {
  const [low, high] = [numberOf(from), numberOf(to)];
  if (!isObject(result) || low === undefined || high === undefined || (low === null && high === null))
    return [];
  const { text, color } = result;
  const colour = typeof color === 'string' ? { colour: colourOf(color, findings) } : {};
  return [{ from: low, to: high, text: typeof text === 'string' ? text : '', ...colour }];
}

/** Null for an open end, undefined for what is no number. */
function numberOf(value: Json | undefined): number | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
