import type { Cluster } from '@gpu-console/shared/contract';
import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import { classNames } from '../components/classNames.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useTimeZone } from '../state/timeZone.ts';
import { AddressNote } from './AddressNote.tsx';
import { SideNav } from './SideNav.tsx';
import { shellTexts } from './texts.ts';

/** Menus and pickers are code that a page does without until they are there; it is on its way from the start. */
const topBar = import('./TopBar.tsx');
const TopBar = lazy(async () => ({ default: (await topBar).TopBar }));

interface FrameProps {
  readonly clusters: readonly Cluster[];
  /** Whose pages are shown; null on the page of all clusters, which has no sections to navigate. */
  readonly current: Cluster | null;
  readonly children: ReactNode;
}

/** What stands around every page: the navigation and the top bar. */
export function Frame({ clusters, current, children }: FrameProps) {
  const texts = useTexts(shellTexts);
  const zone = useTimeZone();
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {texts.skip}
      </a>
      <div className="flex h-dvh print:block print:h-auto">
        {current !== null && <SideNav cluster={current.id} />}
        <div className="flex min-w-0 flex-1 flex-col">
          <Suspense fallback={<TopBarSkeleton hasPickers={current !== null} />}>
            <TopBar clusters={clusters} current={current} />
          </Suspense>
          <AddressNote />
          <main
            id="content"
            tabIndex={-1}
            className="relative min-h-0 flex-1 overflow-y-auto outline-none print:overflow-visible"
          >
            {/* A page writes its times anew. */}
            <Fragment key={zone}>{children}</Fragment>
          </main>
        </div>
      </div>
    </>
  );
}

/** The frame while the clusters are not known. */
export function FrameSkeleton() {
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
        <TopBarSkeleton hasPickers />
      </div>
    </div>
  );
}

/** As high as the bar: where a cluster's pickers have no room in its row, they have one of their own. */
function TopBarSkeleton({ hasPickers }: { hasPickers: boolean }) {
  return (
    <div
      className={classNames(
        'flex shrink-0 items-center justify-between border-b bg-surface px-4',
        hasPickers ? 'h-[89px] lg:h-13' : 'h-13',
      )}
    >
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-6 w-40" />
    </div>
  );
}
