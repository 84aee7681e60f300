import type { Cluster } from '@gpu-console/shared/contract';
import { classNames } from '../components/classNames.ts';
import { Brand } from './Brand.tsx';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { ClusterSwitcher } from './ClusterSwitcher.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { NamespacePicker } from './NamespacePicker.tsx';
import { NavDrawer } from './NavDrawer.tsx';
import { RefreshPicker } from './RefreshPicker.tsx';
import { SearchButton } from './search/SearchButton.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { TimeRangePicker } from './TimeRangePicker.tsx';
import { UserMenu } from './UserMenu.tsx';

interface TopBarProps {
  readonly clusters: readonly Cluster[];
  /** Null on the page of all clusters, which shows what is now. */
  readonly current: Cluster | null;
}

/** Which cluster, where in it, as whom, and which time. */
export function TopBar({ clusters, current }: TopBarProps) {
  return (
    <header
      className={classNames(
        'flex min-h-13 shrink-0 items-center gap-2 border-b bg-surface px-3 md:gap-3 md:px-4 print:hidden',
        // What a narrow window has no room for beside the cluster's name stands below it.
        current !== null && 'flex-wrap py-2 lg:flex-nowrap lg:py-0',
      )}
    >
      {current === null ? (
        <span className="hidden sm:block">
          <Brand />
        </span>
      ) : (
        <div className="md:hidden">
          <NavDrawer cluster={current.id} />
        </div>
      )}
      <ClusterSwitcher clusters={clusters} current={current} />
      {current !== null && <Breadcrumbs cluster={current.id} />}
      <div className="ml-auto flex shrink-0 items-center gap-1.5">
        <SearchButton hasShortcut />
        {current === null && <RefreshPicker />}
      </div>
      {current !== null && (
        <div className="order-last flex w-full shrink-0 items-center gap-1.5 lg:order-none lg:w-auto">
          <NamespacePicker />
          <TimeRangePicker />
          <RefreshPicker />
        </div>
      )}
      <span className="flex shrink-0">
        <LanguageMenu />
        <ThemeMenu />
        <UserMenu />
      </span>
    </header>
  );
}
