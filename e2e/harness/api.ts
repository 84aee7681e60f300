import { type APIRequestContext, expect } from '@playwright/test';
import { CLUSTER, type Endpoints } from './endpoints.ts';

type Console = Pick<Endpoints, 'console'>;

/** GETs a path below the cluster's address and gives the reply's JSON; anything but 200 fails the test. */
export async function getJson(request: APIRequestContext, demo: Console, path: string) {
  const reply = await request.get(`${demo.console}/api/v1/clusters/${CLUSTER}/${path}`);
  expect(reply.status(), path).toBe(200);
  return reply.json();
}

/** POSTs a query request to the console and gives its results by id; anything but 200 fails the test. */
export async function queryConsole(request: APIRequestContext, demo: Console, data: object) {
  const reply = await request.post(`${demo.console}/api/v1/clusters/${CLUSTER}/query`, { data });
  expect(reply.status(), await reply.text()).toBe(200);
  return (await reply.json()).results;
}

/** The result that Prometheus itself gives. */
export async function queryPrometheus(
  request: APIRequestContext,
  { prometheus }: Pick<Endpoints, 'prometheus'>,
  kind: 'query' | 'query_range',
  params: Readonly<Record<string, string | number>>,
) {
  const reply = await request.get(`${prometheus}/api/v1/${kind}`, { params });
  return (await reply.json()).data.result;
}

/** The address of one of the console's pages, e.g. `nodes/gpu-h100-01`. */
export function pageUrl(demo: Console, page: string): string {
  return `${demo.console}/c/${CLUSTER}/${page}`;
}
