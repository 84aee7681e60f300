/** An event on the time axis; `time` is in Unix seconds. */
export interface PanelMark {
  readonly time: number;
  readonly label: string;
  readonly severity: 'info' | 'warning' | 'critical';
  /** Its own instead of its severity's. */
  readonly colour?: string;
}
