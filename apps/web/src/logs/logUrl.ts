import { urlTo } from '../api/client.ts';

export interface LogSubject {
  readonly cluster: string;
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
export function logUrl({ cluster, namespace, pod, container }: LogSubject, query: LogQuery): string {
  return urlTo('logs', { cluster, namespace, pod }, { container, ...query });
}
