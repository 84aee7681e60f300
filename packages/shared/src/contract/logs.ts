import { z } from 'zod';
import { KubeName } from './common.ts';

const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** Lines given where nothing says how many, and the most that `tail` may ask for. */
export const LOG_LINES = { default: 1000, max: 50_000 } as const;

/** Which part of a container's log. With `download` or `limitBytes` and without `tail`, it is read from its beginning. */
export const LogsQuery = z.strictObject({
  /** May be left out where the pod has one only. */
  container: z.optional(KubeName),
  tail: z.optional(z.coerce.number<string>().int().min(1).max(LOG_LINES.max)),
  sinceSeconds: z.optional(z.coerce.number<string>().int().min(1).max(31_536_000)),
  limitBytes: z.optional(z.coerce.number<string>().int().min(1).max(268_435_456)),
  /** Of the run before the container's last restart. */
  previous: Flag,
  /** Each line begins with its time (RFC 3339) and a space. */
  timestamps: Flag,
  /** The reply goes on with each new line until the container ends. */
  follow: Flag,
  /** The reply is a file to keep. */
  download: Flag,
});

/** Sent piece by piece. */
export const LogText = z.string();

export type LogsQuery = z.infer<typeof LogsQuery>;
