import type { Resolved, StateTimelinePanel } from '@gpu-console/shared/dashboards';
import { valueColour } from '../../panelReading.ts';
import { type ColourSlots, slotColour } from '../../seriesColours.ts';
import type { ChartTokens } from '../../tokens.ts';
import type { StateSpan } from './stateSpans.ts';

/** The colour of each state: that of the value it stands for, else its place's in the palette. */
export function stateColours(
  panel: Resolved<StateTimelinePanel>,
  states: readonly Pick<StateSpan, 'state' | 'value'>[],
  slots: ColourSlots,
  tokens: ChartTokens,
): (state: string) => string {
  const own = new Map(states.map(({ state, value = null }) => [state, valueColour(panel, value, tokens)]));
  return (state) => own.get(state) ?? slotColour(slots.get(state) ?? 0, tokens);
}
