import type { Colour, ResolvedPanel } from '@gpu-console/shared/dashboards';
import { mix } from './colour.ts';
import type { ChartSeries, DrawnSeries } from './panelSeries.ts';
import type { ChartTokens } from './tokens.ts';

/** Series key → its place in the palette. */
export type ColourSlots = ReadonlyMap<string, number>;

/**
 * Gives each key that has no place yet the first free one. Keys keep their places for as long as the page shows them,
 * so no line changes colour because another came or went.
 */
export function assignSlots(previous: ColourSlots, keys: Iterable<string>): ColourSlots {
  const fresh = [...new Set(keys)].filter((key) => !previous.has(key));
  if (fresh.length === 0) return previous;
  const slots = new Map(previous);
  for (const key of fresh) slots.set(key, slots.size);
  return slots;
}

/** Past the end of the palette the hues come again, nearer to the ink, then nearer to the ground. */
export function slotColour(slot: number, { series, ink, surface }: ChartTokens): string {
  const colour = series[slot % series.length] ?? ink;
  const round = Math.floor(slot / series.length) % 3;
  if (round === 0) return colour;
  return mix(colour, round === 1 ? ink : surface, 0.42);
}

const NO_COLOURS: readonly Colour[] = [];

/** The panel's lines in its own colours, or in those of their places in the palette. */
export function colouredSeries(
  { colours = NO_COLOURS }: ResolvedPanel,
  series: readonly ChartSeries[],
  slots: ColourSlots,
  tokens: ChartTokens,
): readonly DrawnSeries[] {
  return series.map((one, index) => ({
    ...one,
    colour: colours[index % colours.length] ?? slotColour(slots.get(one.key) ?? 0, tokens),
  }));
}
