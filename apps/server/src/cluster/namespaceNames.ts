import { z } from 'zod';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { listItems } from '../kubernetes/listItems.ts';
import { TtlCache } from '../ttlCache.ts';

/** A new namespace is seen so soon. */
const TTL_MS = 15_000;
/** Rights in more are not asked for one by one. */
const MAX_NAMESPACES = 20_000;

const NamespaceName = z.object({ metadata: z.object({ name: z.string() }) });

/** Reads the names of a cluster's namespaces, for all who ask at about the same time. @throws KubernetesError */
export function namespaceNames(api: KubernetesApi): () => Promise<readonly string[]> {
  const cache = new TtlCache(TTL_MS, async () => {
    const items = await listItems(api, '/api/v1/namespaces', NamespaceName, MAX_NAMESPACES);
    return items.map(({ metadata }) => metadata.name);
  });
  return () => cache.get();
}
