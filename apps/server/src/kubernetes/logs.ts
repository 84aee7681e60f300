import type { Readable } from 'node:stream';
import type { KubernetesApi } from './kubernetesApi.ts';

/** Options of the API server's `log` subresource (PodLogOptions); what is undefined it decides. */
export interface LogOptions {
  readonly container?: string | undefined;
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  readonly limitBytes?: number | undefined;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly follow: boolean;
}

/**
 * A container's log as it is printed; to follow one is to read until its container ends or `signal` aborts.
 * @throws KubernetesError
 */
export function readLog(
  api: KubernetesApi,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  options: LogOptions,
  signal: AbortSignal,
): Promise<Readable> {
  const asked = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  const query = Object.fromEntries(asked.map(([option, value]) => [option, String(value)]));
  return api.stream(`/api/v1/namespaces/${namespace}/pods/${name}/log`, query, signal);
}
