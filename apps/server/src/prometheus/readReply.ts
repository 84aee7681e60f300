import type { z } from 'zod';
import { brokenPromise, PrometheusError } from './prometheusError.ts';

/**
 * A reply by its schema, for those that are not a query's. `page` is what was asked for.
 * @throws PrometheusError in plain words for what breaks off or has another shape
 */
export function readReply<T extends z.ZodType>(schema: T, body: Buffer, page: string): z.output<T> {
  let reply: unknown;
  try {
    reply = JSON.parse(body.toString());
  } catch (cause) {
    throw brokenPromise(page, 'it is no whole JSON', { cause });
  }
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const words = errorIn(reply);
  if (words !== undefined) throw new PrometheusError('upstream_error', words, 200);
  throw brokenPromise(page, 'it has another shape', { cause: parsed.error });
}

/** What a reply with 200 says went wrong. */
function errorIn(reply: unknown): string | undefined {
  const isError =
    typeof reply === 'object' && reply !== null && 'status' in reply && reply.status === 'error';
  return isError && 'error' in reply && typeof reply.error === 'string' ? reply.error : undefined;
}
