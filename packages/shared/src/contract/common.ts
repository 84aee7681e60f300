import { z } from 'zod';

/** Unix seconds. */
export const Time = z.number();
/** A 0–1 ratio, or null where nothing reports it. */
const Ratio = z.nullable(z.number());
export const Nullable = z.nullable(z.number());

/** A Kubernetes name as it may stand in a path: DNS-1123 subdomain. */
export const KubeName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
    'must be a Kubernetes name: lower-case letters, digits, "-" and "."',
  );

export const Source = z.enum(['kubernetes', 'prometheus']);

/** When each source was last known to be right: Unix seconds, null where it never answered. */
export const AsOf = z.object({ kubernetes: z.nullable(Time), metrics: z.nullable(Time) });

/**
 * What an answer lacks, and why. `answers` where the source does, and only a part of what it should tell is missing; `since`
 * is when the source was last heard, null if never.
 */
export const MissingParts = z.array(
  z.object({ source: Source, answers: z.boolean(), reason: z.string(), since: z.nullable(Time) }),
);

/** A list with the age of its data and what it lacks. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), asOf: AsOf, partial: MissingParts });
}

/** A list inside of a read model that is read by itself: `items` is null where it could not be, and `problem` says why. */
export function partOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.nullable(z.array(item)), problem: z.nullable(z.string()) });
}

/** A single read model with the age of its data and what it lacks. */
export const Envelope = { asOf: AsOf, partial: MissingParts };

export const Usage = {
  utilization: Ratio,
  memoryUsedBytes: Nullable,
  memoryTotalBytes: Nullable,
  powerWatts: Nullable,
};

export const KubeEvent = z.object({
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.int(),
  lastSeen: z.nullable(Time),
  object: z.string(),
});

export const KubeEvents = partOf(KubeEvent);

export type AsOf = z.infer<typeof AsOf>;
export type MissingParts = z.infer<typeof MissingParts>;
export type KubeEvents = z.infer<typeof KubeEvents>;
export type KubeEvent = z.infer<typeof KubeEvent>;
export type Source = z.infer<typeof Source>;
