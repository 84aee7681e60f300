import type { Cluster } from '@gpu-console/shared/contract';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { ClusterSwitcher } from './ClusterSwitcher.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { NavDrawer } from './NavDrawer.tsx';
import { RefreshPicker } from './RefreshPicker.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { TimeRangePicker } from './TimeRangePicker.tsx';

interface TopBarProps {
  readonly clusters: readonly Cluster[];
  readonly current: Cluster;
}

/** Which cluster, where in it, and which time. */
export function TopBar({ clusters, current }: TopBarProps) {
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b bg-surface px-3 md:gap-3 md:px-4 print:hidden">
      <div className="md:hidden">
        <NavDrawer cluster={current.id} />
      </div>
      <ClusterSwitcher clusters={clusters} current={current} />
      <Breadcrumbs cluster={current.id} />
      <div className="ml-auto flex shrink-0 items-center gap-1.5">
        <TimeRangePicker />
        <RefreshPicker />
        <span className="flex">
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </div>
    </header>
  );
}
