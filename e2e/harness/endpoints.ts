/** What `npm run demo` writes to its endpoints file. */
export interface Endpoints {
  readonly console: string;
  readonly prometheus: string;
  readonly kubernetes: string;
  readonly kubeconfig: string;
}

export const CLUSTER = 'default';
