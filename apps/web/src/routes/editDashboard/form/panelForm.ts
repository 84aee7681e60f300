import type { DashboardPanel, Variable } from '@gpu-console/shared/dashboards';

/** What the parts of a panel's form are given. */
export interface PanelFormProps<P extends DashboardPanel> {
  readonly panel: P;
  readonly variables: readonly Variable[];
  /** @param subject the field, so that letters typed into it are one step to take back; null: a step of its own */
  readonly onChange: (panel: P, subject: string | null) => void;
}

/** The subject of a change in a list of things of one kind. */
export function itemSubject(kind: string, changed: number | null): string | null {
  return changed === null ? null : `${kind} ${changed}`;
}
