import type { Cluster } from '@gpu-console/shared/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { createContext, type ReactNode, use, useState } from 'react';
import { ClusterContext } from '../state/cluster.ts';
import { parseTimeSearch } from '../state/range.ts';
import { parseSearch, stringifySearch } from '../state/search.ts';
import { parseNamespaces } from '../state/view.ts';

const SOURCE = { state: 'ok', since: null, lastHeard: null, version: null, reason: null } as const;

/** Whose pages are shown: both sources answer, and its exporters map GPUs to pods. */
const CLUSTER: Cluster = {
  id: 'here',
  name: 'here',
  scope: { namespaces: null, nodes: true },
  scopeProblem: null,
  kubernetes: SOURCE,
  prometheus: SOURCE,
  dialect: {
    uuid: ['UUID'],
    host: ['Hostname'],
    workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: null }],
  },
  metrics: ['DCGM_FI_DEV_GPU_UTIL'],
  scrapeIntervalSeconds: 15,
};

const Content = createContext<ReactNode>(null);

/** A router with one page, whatever its address. */
export function onePageRouter(address: string) {
  const root = createRootRoute({
    validateSearch: (search) => ({ ...search, ...parseTimeSearch(search), ...parseNamespaces(search) }),
  });
  const page = createRoute({ getParentRoute: () => root, path: '$', component: () => use(Content) });
  return createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch,
    stringifySearch,
  });
}

interface InAppProps {
  readonly router?: ReturnType<typeof onePageRouter>;
  readonly children: ReactNode;
}

/** What the parts of a page need around them: an address, a cluster, and a memory of queries that is their own. */
export function InApp({ router, children }: InAppProps) {
  const [own] = useState(() => router ?? onePageRouter('/c/here/overview'));
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  return (
    <QueryClientProvider client={client}>
      <ClusterContext value={CLUSTER}>
        <Content value={children}>
          <RouterProvider router={own} />
        </Content>
      </ClusterContext>
    </QueryClientProvider>
  );
}
