import type { EndpointName } from '@gpu-console/shared/contract';
import type { RequestHandler } from 'express';
import { type ClientLimit, perClient } from './perClient.ts';

const MINUTE_MS = 60_000;

/** Attempts of one client to start or remove samples within a minute, tries included. */
export const SAMPLE_WRITES: ClientLimit = {
  limit: 30,
  windowMs: MINUTE_MS,
  code: 'too_many_writes',
  what: 'writes of samples',
};

/** Dashboards that one client saves and deletes. */
export const DASHBOARD_WRITES: ClientLimit = {
  limit: 60,
  windowMs: MINUTE_MS,
  code: 'too_many_writes',
  what: 'changes of dashboards',
};

export const PICTURES: ClientLimit = {
  limit: 60,
  windowMs: MINUTE_MS,
  code: 'too_many_pictures',
  what: 'pictures',
};

/**
 * What one client may ask for. A page asks once for all its panels every 5 to 15 s; the limits let an office of a hundred
 * such pages behind one address through. Endpoints that share an entry share its count.
 */
export const LIMITS: Readonly<Partial<Record<EndpointName, ClientLimit>>> = {
  query: { limit: 1500, windowMs: MINUTE_MS, code: 'too_many_queries', what: 'queries' },
  values: { limit: 600, windowMs: MINUTE_MS, code: 'too_many_queries', what: 'questions for values' },
  logs: { limit: 300, windowMs: MINUTE_MS, code: 'too_many_readers', what: 'logs' },
  startSample: SAMPLE_WRITES,
  removeSample: SAMPLE_WRITES,
  saveDashboard: DASHBOARD_WRITES,
  deleteDashboard: DASHBOARD_WRITES,
  panelPicture: PICTURES,
};

/** Gives each endpoint's limiter, none where it has no limit; the counts are this console's own. */
export function endpointLimiters(): (name: EndpointName) => readonly RequestHandler[] {
  const made = new Map<ClientLimit, RequestHandler>();
  return (name) => {
    const limit = LIMITS[name];
    if (limit === undefined) return [];
    const limiter = made.get(limit) ?? perClient(limit);
    made.set(limit, limiter);
    return [limiter];
  };
}
