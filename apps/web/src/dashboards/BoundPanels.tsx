import type { PanelMark } from '@gpu-console/panels';
import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import type { VariableValue, VariableValues } from '@gpu-console/shared/dashboards/variables';
import { type ReactNode, useMemo, useState } from 'react';
import { DashboardView } from './DashboardView.tsx';

interface BoundPanelsProps {
  readonly panels: readonly DashboardPanel[];
  /** What the panels' variables are here; null: everything. */
  readonly bound?: Readonly<Record<string, readonly string[] | null>>;
  /** Events to show on the time axis of every chart. */
  readonly marks?: readonly PanelMark[];
  /** What follows the panels of a row, by the row's id. */
  readonly after?: (row: string) => ReactNode;
}

const NOTHING_BOUND: Readonly<Record<string, never>> = {};
const NO_MARKS: readonly PanelMark[] = [];

/** Panels of a dashboard whose variables the page has chosen. */
export function BoundPanels(props: BoundPanelsProps) {
  const panels = useUnlessEqual(props.panels);
  const bound = useUnlessEqual(props.bound ?? NOTHING_BOUND);
  const marks = useUnlessEqual(props.marks ?? NO_MARKS);
  const dashboard = useMemo(() => ({ panels }), [panels]);
  const values = useMemo(
    (): VariableValues => new Map(Object.entries(bound).map(([name, chosen]) => [name, boundValue(chosen)])),
    [bound],
  );
  return <DashboardView dashboard={dashboard} values={values} marks={marks} after={props.after} />;
}

function boundValue(chosen: readonly string[] | null): VariableValue {
  if (chosen === null) return { values: [], texts: [], pattern: '.*', own: false };
  return { values: chosen, texts: chosen, own: false };
}

/** The value of an earlier render where this one says the same: callers may build theirs anew each time. */
function useUnlessEqual<T>(value: T): T {
  const [kept, setKept] = useState(value);
  const isSame = useMemo(
    () => kept === value || JSON.stringify(kept) === JSON.stringify(value),
    [kept, value],
  );
  if (!isSame) setKept(value);
  return isSame ? kept : value;
}
