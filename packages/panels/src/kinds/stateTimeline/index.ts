import type { StateTimelinePanel } from '@gpu-console/shared/dashboards';
import { assignSlots } from '../../seriesColours.ts';
import { layoutPicture } from '../../shapes/layoutPicture.ts';
import type { DrawnKind } from '../drawnKind.ts';
import { stateColours } from './stateColours.ts';
import { stateCsv } from './stateCsv.ts';
import { stateRows, statesOf } from './stateSpans.ts';
import { layoutTimeline } from './timelineLayout.ts';
import { timelineShapes } from './timelineShapes.ts';

export { stateColours } from './stateColours.ts';
export { type StateRow, stateRows, statesOf } from './stateSpans.ts';
export { layoutTimeline, type PlacedSpan, spanAt } from './timelineLayout.ts';
export { timelineShapes } from './timelineShapes.ts';

export const stateTimeline: DrawnKind<StateTimelinePanel> = {
  draw: ({ panel, series, window, marks, width, tokens, locale }) => {
    const rows = stateRows(panel, series, locale);
    const states = statesOf(rows);
    const slots = assignSlots(
      new Map(),
      states.map(({ state }) => state),
    );
    const layout = layoutTimeline(rows, window, width);
    const colourOf = stateColours(panel, states, slots, tokens);
    const shapes = timelineShapes({ layout, window, marks, colourOf, tokens, locale });
    return layoutPicture({ shapes, width: layout.width, height: layout.height });
  },
  csv: ({ panel, series, locale }) => stateCsv(stateRows(panel, series, locale)),
  isOverTime: true,
  hasLegend: false,
};
