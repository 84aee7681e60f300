import type { ResolvedPanel, Statistic, ThresholdStep, ValueMapping } from '@gpu-console/shared/dashboards';
import { formatValue, type Locale, type Reading, readingText } from '@gpu-console/shared/units';
import { mappingIndex } from './mappingIndex.ts';
import type { ChartTokens } from './tokens.ts';

/** What a panel says about its values. */
export type Measure = Pick<ResolvedPanel, 'unit' | 'scale' | 'decimals' | 'mappings' | 'thresholds'>;

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
  const { thresholds } = panel;
  if (thresholds === undefined) return null;
  if ('steps' in thresholds)
    return thresholds.steps.findLast(({ from }) => from === null || value >= from)?.colour ?? null;
  if (value < thresholds.warning) return null;
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

/** The panel's own steps; none where it has the console's two levels. */
export function stepsOf({ thresholds }: Measure): readonly ThresholdStep[] {
  return thresholds !== undefined && 'steps' in thresholds ? thresholds.steps : [];
}
