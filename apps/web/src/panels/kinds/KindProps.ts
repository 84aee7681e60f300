import type { DrawnSeries, Interval, PanelMark } from '@gpu-console/panels';
import type { QueryPanel, Resolved } from '@gpu-console/shared/dashboards';
import type { RefObject } from 'react';
import type { ScreenPicture } from '../picture.ts';

/** What a panel is drawn from on screen. */
export interface KindProps<P extends QueryPanel = QueryPanel> {
  readonly panel: Resolved<P>;
  readonly series: readonly DrawnSeries[];
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  /** Keys of the series to show alone; empty: all. */
  readonly isolated: ReadonlySet<string>;
  readonly onIsolate: (isolated: ReadonlySet<string>) => void;
  /** Fills its parent's height instead of the usual; what is higher scrolls. */
  readonly tall: boolean;
  /** Where a picture of the panel is to be had. */
  readonly pictureRef: RefObject<(() => ScreenPicture) | null>;
}
