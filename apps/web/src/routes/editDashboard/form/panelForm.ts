import type { DashboardPanel, Variable } from '@gpu-console/shared/dashboards';

/** What the parts of a panel's form are given. */
export interface PanelFormProps<P extends DashboardPanel> {
  readonly panel: P;
  readonly variables: readonly Variable[];
  /** @param subject the field, so that letters typed into it are one step to take back */
  readonly onChange: (panel: P, subject: string) => void;
}
