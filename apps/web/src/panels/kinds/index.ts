import type { QueryPanel, ResolvedPanel } from '@gpu-console/shared/dashboards';
import { type ComponentType, lazy } from 'react';
import type { KindProps } from './KindProps.ts';
import { StateTimelinePanel } from './StateTimelinePanel.tsx';
import { TimeSeriesPanel } from './TimeSeriesPanel.tsx';

type Components = { readonly [P in QueryPanel as P['kind']]?: ComponentType<KindProps<P>> };

/** The components of the kinds that answer to the pointer in ways of their own. The console's own pages draw with time alone. */
const components: Components = {
  timeseries: TimeSeriesPanel,
  'state-timeline': StateTimelinePanel,
  table: lazy(async () => ({ default: (await import('./TablePanel.tsx')).TablePanel })),
  heatmap: lazy(async () => ({ default: (await import('./HeatmapPanel.tsx')).HeatmapPanel })),
};

const ValuesPanel = lazy(async () => ({ default: (await import('./ValuesPanel.tsx')).ValuesPanel }));

/** What shows panels of the kind: of one without a component of its own, its shapes and their values. */
export function componentOf(kind: ResolvedPanel['kind']): ComponentType<KindProps> {
  // The registry has under each kind what takes panels of that kind, which TypeScript does not follow.
  return (components[kind] as ComponentType<KindProps> | undefined) ?? ValuesPanel;
}
