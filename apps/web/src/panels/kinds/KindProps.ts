import type { TimeSeriesPanelProps } from '../TimeSeriesPanel.tsx';

/** What a panel of any kind is drawn from. */
export type KindProps = Omit<TimeSeriesPanelProps, 'isolated' | 'onIsolate'>;
