import { paths } from '@gpu-console/shared/paths';

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
  const asked = Object.entries({ container, ...query }).filter(([, value]) => value !== false);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  return `${paths.logs(cluster, namespace, pod)}?${search}`;
}
