import type { Frame, QueryReply } from '@gpu-console/shared/contract';

/** The last good answer to a query, and when it came (Unix seconds). */
interface HeldFrame {
  readonly frame: Frame;
  readonly fetchedAt: number;
}

/** By query key. A failed refresh leaves what was there before. */
export type HeldFrames = ReadonlyMap<string, HeldFrame>;

/** What is held after `reply` came: its good answers in the place of older ones. */
export function holdFrames(held: HeldFrames, reply: QueryReply, fetchedAt: number): HeldFrames {
  const next = new Map(held);
  for (const [key, result] of Object.entries(reply.results)) {
    if (!('error' in result)) next.set(key, { frame: result, fetchedAt });
  }
  return next;
}
