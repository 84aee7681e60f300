import { assignSlots, type ColourSlots } from '@gpu-console/panels';
import { useState } from 'react';
import type { PanelData } from './usePanelData.ts';

const NO_SLOTS: ColourSlots = new Map();

/** Palette places for all series of the page. */
export function useColourSlots(panels: readonly PanelData[]): ColourSlots {
  const [slots, setSlots] = useState(NO_SLOTS);
  const next = assignSlots(
    slots,
    panels.flatMap(({ series }) => series.map(({ key }) => key)),
  );
  if (next !== slots) setSlots(next);
  return next;
}
