/** How a log is read and drawn. */
export interface LogSettings {
  readonly tail: number;
  readonly follow: boolean;
  readonly wrap: boolean;
  readonly times: boolean;
}

export const DEFAULT_SETTINGS: LogSettings = { tail: 1000, follow: true, wrap: false, times: false };
