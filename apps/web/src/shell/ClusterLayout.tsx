import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useAutoRefresh } from '../api/autoRefresh.ts';
import { live } from '../api/queries.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { ClusterContext } from '../state/cluster.ts';
import { SideNav } from './SideNav.tsx';
import { shellTexts } from './texts.ts';

/** Menus and pickers are code that a page does without until they are there; it is on its way from the start. */
const topBar = import('./TopBar.tsx');
const TopBar = lazy(async () => ({ default: (await topBar).TopBar }));

/** The frame around every page of a cluster. */
export function ClusterLayout() {
  const texts = useTexts(shellTexts);
  const { cluster: id } = useParams({ from: '/c/$cluster' });
  const clusters = useQuery(live('clusters', {}));
  useAutoRefresh();

  if (clusters.data === undefined) {
    return clusters.isError ? <QueryError query={clusters} /> : <FrameSkeleton />;
  }
  const cluster = clusters.data.items.find((candidate) => candidate.id === id);
  if (cluster === undefined) return <EmptyState title={texts.cluster.unknown(id)} />;
  return (
    <ClusterContext value={cluster}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {texts.skip}
      </a>
      <div className="flex h-dvh print:block print:h-auto">
        <SideNav cluster={id} />
        <div className="flex min-w-0 flex-1 flex-col">
          <Suspense fallback={<TopBarSkeleton />}>
            <TopBar clusters={clusters.data.items} current={cluster} />
          </Suspense>
          <main
            id="content"
            tabIndex={-1}
            className="relative min-h-0 flex-1 overflow-y-auto outline-none print:overflow-visible"
          >
            <Outlet />
          </main>
        </div>
      </div>
    </ClusterContext>
  );
}

function FrameSkeleton() {
  return (
    <div className="flex h-dvh" aria-busy>
      <div className="hidden w-54 flex-col gap-3 border-r bg-surface p-4 md:flex">
        <Skeleton className="mb-4 h-5 w-32" />
        <Skeleton className="h-5" />
        <Skeleton className="h-5" />
        <Skeleton className="h-5" />
        <Skeleton className="h-5" />
      </div>
      <div className="flex-1">
        <TopBarSkeleton />
      </div>
    </div>
  );
}

function TopBarSkeleton() {
  return (
    <div className="flex h-13 shrink-0 items-center justify-between border-b bg-surface px-4">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-6 w-40" />
    </div>
  );
}
