import { createHash } from 'node:crypto';
import type { Dialect } from '@gpu-console/shared/metrics';
import { enforcedSelectors, enforceNamespaces, QueryRefusal } from '@gpu-console/shared/promql';
import { PrometheusError } from '../prometheus/prometheusError.ts';
import type { SeriesAccess } from '../prometheus/seriesAccess.ts';
import type { Scope } from './scope.ts';

/** A right that was taken away at Prometheus ends so soon. */
const MAX_AGE_MS = 30_000;

/**
 * The series of a scope's namespaces, by the labels that name the workload's namespace in this Prometheus; undefined where all
 * may be seen.
 * @param dialect null while no DCGM series were seen
 */
export function scopedSeries({ namespaces }: Scope, dialect: Dialect | null): SeriesAccess | undefined {
  if (namespaces === null) return undefined;
  const rule = {
    namespaces: [...namespaces].sort(),
    dcgmLabels: [...new Set(dialect?.workload.map(({ namespace }) => namespace))],
  };
  return {
    key: JSON.stringify([rule.namespaces, rule.dcgmLabels]),
    query: (expr) => orRefused(() => enforceNamespaces(expr, rule)),
    selectors: (match) => orRefused(() => enforcedSelectors(match, rule)),
    headers: () => ({}),
  };
}

/**
 * The same where Prometheus itself, or what stands before it, keeps people apart by headers that name them. The console then
 * narrows what they chose to look at, and nothing else.
 * @param headers that name who asks @throws PrometheusError where they cannot be named
 * @param chosen what they chose to look at; undefined for all that they may
 */
export function seriesByHeaders(
  headers: () => Readonly<Record<string, string>>,
  chosen: SeriesAccess | undefined,
): SeriesAccess {
  return {
    get key() {
      // Tokens among the headers are not kept.
      const names = createHash('sha256').update(JSON.stringify(headers())).digest('base64');
      return JSON.stringify([names, chosen?.key]);
    },
    maxAgeMs: MAX_AGE_MS,
    query: (expr) => chosen?.query(expr) ?? expr,
    selectors: (match) => chosen?.selectors(match) ?? (match === undefined ? [] : [match]),
    headers,
  };
}

function orRefused<T>(enforce: () => T): T {
  try {
    return enforce();
  } catch (error) {
    if (!(error instanceof QueryRefusal)) throw error;
    throw new PrometheusError('query_refused', error.message, null, { cause: error });
  }
}
