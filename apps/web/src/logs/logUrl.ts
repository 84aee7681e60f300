import { urlTo } from '../api/client.ts';
import type { ClusterView } from '../state/view.ts';

export interface LogSubject extends ClusterView {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

interface LogQuery {
  readonly tail?: number;
  readonly limitBytes?: number;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  readonly follow?: boolean;
  readonly download?: boolean;
}

/** Where a container's log is read. */
export function logUrl({ container, ...subject }: LogSubject, query: LogQuery): string {
  return urlTo('logs', subject, { container, ...query });
}
