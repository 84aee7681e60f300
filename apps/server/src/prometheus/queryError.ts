import type { QueryError } from '@gpu-console/shared/contract';
import { UnsupportedResult } from './frame.ts';
import { PrometheusError } from './prometheusError.ts';

/** What failed of one query, as the reply tells it in its place. @throws whatever else `error` is */
export function queryError(error: unknown): QueryError {
  if (error instanceof UnsupportedResult)
    return { error: { code: 'unsupported_result', message: error.message } };
  if (!(error instanceof PrometheusError)) throw error;
  const { code, message, retryAfterSeconds } = error;
  return { error: { code, message, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) } };
}
