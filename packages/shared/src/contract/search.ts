import { z } from 'zod';
import { MissingParts } from './common.ts';

export const SearchQuery = z.strictObject({ q: z.string().check(z.minLength(1), z.maxLength(200)) });

/** Something whose name has what was searched for. */
export const SearchHit = z.object({
  cluster: z.string(),
  kind: z.enum(['node', 'gpu', 'pod', 'namespace']),
  /** Of a GPU its UUID. */
  name: z.string(),
  namespace: z.nullable(z.string()),
  /** Where it is; null of what is nowhere. */
  node: z.nullable(z.string()),
  /** Of GPUs and nodes. */
  product: z.nullable(z.string()),
});

export const SearchReply = z.object({
  /** Those that begin with it first, at most 50 of each cluster. */
  items: z.array(SearchHit),
  /** Clusters that may have more to tell, and why. */
  partial: z.array(z.object({ cluster: z.string(), missing: MissingParts })),
});

export type SearchHit = z.infer<typeof SearchHit>;
export type SearchReply = z.infer<typeof SearchReply>;
