import type { Gpu, Node, Pod, SearchHit } from '@gpu-console/shared/contract';
import { naturalOrder } from '../naturalOrder.ts';
import type { Joined } from './fleet.ts';
import { modelName } from './models.ts';
import { nodeViews } from './nodes.ts';
import { ownGpus } from './ownGpus.ts';
import { podViews } from './pods.ts';

type Hit = Omit<SearchHit, 'cluster'>;

/** What is searched. */
interface Things {
  readonly nodes: readonly Pick<Node, 'name' | 'product'>[];
  readonly gpus: readonly Pick<Gpu, 'uuid' | 'node' | 'product' | 'pods'>[];
  readonly pods: readonly Pick<Pod, 'namespace' | 'name' | 'node'>[];
}

const KINDS = ['namespace', 'node', 'pod', 'gpu'] as const satisfies readonly Hit['kind'][];

/** The nodes, GPUs, pods and namespaces of a cluster whose name has `text`, at most `limit`. @see searchThings */
export function searchFleet(joined: Joined, text: string, limit: number): Hit[] {
  const nodes = nodeViews(joined);
  const things = {
    nodes: nodes ?? [],
    gpus: ownGpus(nodes, joined.fleet),
    pods: podViews(joined)?.items ?? [],
  };
  return searchThings(things, text, limit);
}

/**
 * Those whose name begins with it, then those whose name has it, then the nodes and GPUs whose model has it; upper and lower case
 * are one. With a slash in it, it is of a pod's `namespace/name`.
 */
export function searchThings({ nodes, gpus, pods }: Things, text: string, limit: number): Hit[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  const model = modelName(sought)?.toLowerCase() ?? sought;
  const namespaces = new Set([...pods, ...gpus.flatMap((gpu) => gpu.pods)].map(({ namespace }) => namespace));
  const boards = new Map(gpus.map((gpu) => [gpu.uuid, gpu]));
  const nowhere = { namespace: null, node: null, product: null };
  const all: readonly Hit[] = [
    ...[...namespaces].map((name) => ({ ...nowhere, kind: 'namespace' as const, name })),
    ...nodes.map(({ name, product }) => ({ ...nowhere, kind: 'node' as const, name, product })),
    ...pods.map(({ namespace, name, node }) => ({ ...nowhere, kind: 'pod' as const, name, namespace, node })),
    ...[...boards.values()].map(({ uuid, node, product }) => ({
      ...{ ...nowhere, kind: 'gpu' as const, name: uuid, node, product },
    })),
  ];
  const rankOf = ({ kind, name, namespace, product }: Hit): number | null => {
    const own = (kind === 'pod' && sought.includes('/') ? `${namespace}/${name}` : name).toLowerCase();
    if (own.startsWith(sought)) return 0;
    if (own.includes(sought)) return 1;
    return modelName(product)?.toLowerCase().includes(model) ? 2 : null;
  };
  return all
    .flatMap((hit) => {
      const rank = rankOf(hit);
      return rank === null ? [] : [{ hit, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        KINDS.indexOf(a.hit.kind) - KINDS.indexOf(b.hit.kind) ||
        naturalOrder(a.hit.name, b.hit.name),
    )
    .slice(0, limit)
    .map(({ hit }) => hit);
}
