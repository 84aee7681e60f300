import type { Cluster, Overview } from '@gpu-console/shared/contract';
import { formatNumber, type Locale } from '@gpu-console/shared/units';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Layers, Network } from 'lucide-react';
import { live } from '../api/queries.ts';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { ClusterStateBadge } from '../fleet/ClusterStateBadge.tsx';
import { clusterState, isForbidden } from '../fleet/clusterState.ts';
import { ProblemCounts } from '../fleet/ProblemCounts.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useCurrentSection } from '../page/sections.ts';
import type { ShellTexts } from './texts.en.ts';
import { shellTexts } from './texts.ts';

interface ClusterSwitcherProps {
  readonly clusters: readonly Cluster[];
  /** Null on the page of all clusters. */
  readonly current: Cluster | null;
}

const DOT = { ok: 'bg-ok', connecting: 'bg-unknown', unreachable: 'bg-critical' } as const;
/** No cluster's id is empty. */
const ALL = '';

/** Which cluster is shown, and the way to another: to the same kind of page, at the same time range. */
export function ClusterSwitcher({ clusters, current }: ClusterSwitcherProps) {
  const texts = useTexts(shellTexts);
  const navigate = useNavigate();
  const section = useCurrentSection()?.id ?? 'overview';
  const choose = (cluster: string) =>
    void (cluster === ALL
      ? navigate({ to: '/clusters' })
      : navigate({ to: `/c/$cluster/${section}`, params: { cluster } }));
  if (current !== null && clusters.length === 1) {
    return (
      <span className="flex max-w-44 min-w-0 items-center gap-1.5 px-1">
        <ClusterName cluster={current} />
      </span>
    );
  }
  const name = current?.name ?? texts.cluster.all;
  const state = current === null ? '' : `, ${texts.cluster.states[clusterState(current)]}`;
  return (
    <Menu
      align="start"
      trigger={
        <Button className="max-w-44 min-w-0 !shrink" aria-label={`${texts.cluster.switch}: ${name}${state}`}>
          {current === null ? (
            <>
              <Layers aria-hidden size={14} className="hidden shrink-0 text-muted sm:block" />
              <span className="truncate">{name}</span>
            </>
          ) : (
            <ClusterName cluster={current} />
          )}
          <ChevronDown aria-hidden size={14} className="shrink-0 text-muted" />
        </Button>
      }
    >
      <MenuRadio
        value={current?.id ?? ALL}
        onChoose={choose}
        choices={[
          { value: ALL, label: <span className="font-medium">{texts.cluster.all}</span> },
          ...clusters.map((cluster) => ({ value: cluster.id, label: <ClusterLine cluster={cluster} /> })),
        ]}
      />
    </Menu>
  );
}

function ClusterName({ cluster }: { cluster: Cluster }) {
  const texts = useTexts(shellTexts);
  const state = clusterState(cluster);
  return (
    <>
      <Network aria-hidden size={14} className="hidden shrink-0 text-muted sm:block" />
      <span className="truncate" title={cluster.name}>
        {cluster.name}
      </span>
      <span
        role="img"
        aria-label={texts.cluster.states[state]}
        className={classNames('size-1.5 shrink-0 rounded-full', DOT[state])}
        title={texts.cluster.states[state]}
      />
    </>
  );
}

/** One cluster of the menu: it is asked by itself, so that one that is away keeps no other waiting. */
function ClusterLine({ cluster }: { cluster: Cluster }) {
  const texts = useTexts(shellTexts);
  const locale = useLocale();
  const { data } = useQuery(live('overview', { cluster: cluster.id, namespaces: undefined }));
  return (
    <span className="flex w-72 max-w-full min-w-0 flex-col gap-0.5 py-0.5">
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 truncate">{cluster.name}</span>
        <span className="ml-auto shrink-0 text-sm text-muted">
          {data !== undefined && !isForbidden(cluster) && gpusText(data.gpus, texts, locale)}
        </span>
      </span>
      <span className="flex items-center gap-3 text-sm">
        <span className="min-w-0 truncate">
          <ClusterStateBadge cluster={cluster} />
        </span>
        {data !== undefined && data.problems.length > 0 && (
          <span className="ml-auto shrink-0">
            <ProblemCounts problems={data.problems} unjudged={data.unjudged.length} />
          </span>
        )}
      </span>
    </span>
  );
}

/** How many GPUs are allocated of how many; those held where no more is known or shown, as to who sees some namespaces alone. */
function gpusText({ total, allocated }: Overview['gpus'], texts: ShellTexts, locale: Locale): string {
  const digits = (count: number) => formatNumber(count, locale);
  if (total === null)
    return allocated === null ? texts.cluster.gpusUnknown : texts.cluster.held(digits(allocated));
  return texts.cluster.gpus(allocated === null ? '–' : digits(allocated), digits(total));
}
