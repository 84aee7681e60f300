import { type APIRequestContext, expect } from '@playwright/test';
import { CLUSTER, type Endpoints } from './endpoints.ts';

/** GETs a path below the cluster's address and gives the reply's JSON; anything but 200 fails the test. */
export async function getJson(request: APIRequestContext, demo: Endpoints, path: string) {
  const reply = await request.get(`${demo.console}/api/v1/clusters/${CLUSTER}/${path}`);
  expect(reply.status(), path).toBe(200);
  return reply.json();
}

/** The address of one of the console's pages, e.g. `nodes/gpu-h100-01`. */
export function pageUrl(demo: Pick<Endpoints, 'console'>, page: string): string {
  return `${demo.console}/c/${CLUSTER}/${page}`;
}
