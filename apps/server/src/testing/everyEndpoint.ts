import { type EndpointName, endpoints } from '@gpu-console/shared/contract';
import type { TestConsole } from './lab.ts';

/** What stands in the paths of the lab's endpoints, by the parameter's name. */
const PARAMETERS: Readonly<Record<string, string>> = {
  cluster: 'default',
  node: 'worker-1',
  namespace: 'ml',
  pod: 'train-0',
  uuid: 'GPU-worker-1-0',
  dashboard: 'gpu-fleet',
  panel: 'gpus-now',
};

/** What endpoints that read take in their bodies. @param now Unix seconds */
const BODIES: Readonly<Partial<Record<EndpointName, (now: number) => object>>> = {
  query: (now) => ({
    from: now,
    to: now,
    queries: [{ id: 'gpus', expr: 'count(DCGM_FI_DEV_GPU_TEMP)', type: 'instant' }],
  }),
  values: (now) => ({
    from: now - 600,
    to: now,
    queries: [{ kind: 'labelValues', label: 'Hostname', match: 'DCGM_FI_DEV_GPU_TEMP' }],
  }),
};

/** What endpoints that need it are asked with behind `?`. */
const QUERIES: Readonly<Partial<Record<EndpointName, string>>> = { search: '?q=worker' };

/** Every endpoint that reads. */
export const readingEndpoints = (Object.keys(endpoints) as EndpointName[]).filter(
  (name) => !('writes' in endpoints[name]),
);

/**
 * Asks an endpoint of a console over the lab.
 * @param now Unix seconds that what has a time is asked of
 * @throws Error for an endpoint of which a parameter or the body is not known here
 */
export function askEndpoint(console: TestConsole, name: EndpointName, now: number) {
  const { method, path } = endpoints[name];
  const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = PARAMETERS[parameter];
    if (value === undefined) throw new Error(`${name}: say here what the parameter ${parameter} may be`);
    return value;
  });
  if (method === 'get') return console.ask(filled + (QUERIES[name] ?? ''));
  const body = BODIES[name]?.(now);
  if (body === undefined) throw new Error(`${name}: say here what its body may be`);
  return console.post(filled, body);
}
