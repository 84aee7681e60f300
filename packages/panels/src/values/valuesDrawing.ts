import type { QueryPanel, Resolved } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import type { ChartTokens } from '../tokens.ts';
import type { PanelValueOf } from './panelValues.ts';

/** What the shapes of single values are made for; sizes in CSS pixels. */
export interface ValuesDrawing<P extends QueryPanel> {
  readonly panel: Resolved<P>;
  readonly values: readonly PanelValueOf[];
  readonly width: number;
  readonly height: number;
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}
