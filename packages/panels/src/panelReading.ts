import type { Panel, Statistic, ValueMapping } from '@gpu-console/shared/dashboards';
import { formatValue, type Locale, type Reading, readingText } from '@gpu-console/shared/units';
import { mappingIndex } from './mappingIndex.ts';
import type { ChartTokens } from './tokens.ts';

/** What a panel says about its values. */
export type Measure = Pick<Panel, 'unit' | 'scale' | 'decimals' | 'mappings' | 'steps' | 'thresholds'>;

/**
 * A value (base unit) as the panel reads it: its mapping's text, else digits and unit. `statistic` is what the value is of a
 * series: a count has no unit.
 */
export function panelReading(
  panel: Measure,
  value: number | null,
  locale: Locale,
  statistic?: Statistic,
): Reading {
  if (statistic === 'count') return formatValue(value, 'count', locale);
  const mapped = mappingOf(panel, value);
  if (mapped !== undefined && mapped.text !== '') return { digits: mapped.text, unit: '' };
  return formatValue(value, panel.unit, locale, panel.decimals);
}

/** The same in one string. */
export function panelText(...reading: Parameters<typeof panelReading>): string {
  return readingText(panelReading(...reading));
}

/** The colour that a value has of itself: its mapping's, its step's, or that of the level it reaches; null for none. */
export function valueColour(panel: Measure, value: number | null, tokens: ChartTokens): string | null {
  if (value === null) return null;
  const mapped = mappingOf(panel, value)?.colour;
  if (mapped !== undefined) return mapped;
  const { steps, thresholds } = panel;
  const step = steps?.findLast(({ from }) => from === null || value >= from);
  if (step !== undefined) return step.colour;
  if (thresholds === undefined || value < thresholds.warning) return null;
  return value < thresholds.critical ? tokens.warning : tokens.critical;
}

/** The text that a mapping has for a value (base unit); undefined where none has. */
export function mappedText(panel: Measure, value: number): string | undefined {
  const text = mappingOf(panel, value)?.text;
  return text === '' ? undefined : text;
}

function mappingOf({ mappings, scale = 1 }: Measure, value: number | null): ValueMapping | undefined {
  return mappings === undefined || value === null ? undefined : mappingIndex(mappings)(value / scale);
}
