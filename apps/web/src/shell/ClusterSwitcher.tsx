import type { Cluster, SourceState } from '@gpu-console/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Network } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Menu, MenuRadio } from '../components/Menu.tsx';

interface ClusterSwitcherProps {
  readonly clusters: readonly Cluster[];
  readonly current: Cluster;
}

type State = SourceState['state'];

const DOT: Record<State, string> = { ok: 'bg-ok', connecting: 'bg-unknown', unreachable: 'bg-critical' };
const WORD = {
  ok: 'cluster.connected',
  connecting: 'cluster.connecting',
  unreachable: 'cluster.unreachable',
} as const;

/** A cluster is as well as the worse of its two sources. */
function worse({ kubernetes, prometheus }: Cluster): State {
  const states = [kubernetes.state, prometheus.state];
  if (states.includes('unreachable')) return 'unreachable';
  return states.includes('connecting') ? 'connecting' : 'ok';
}

export function ClusterSwitcher({ clusters, current }: ClusterSwitcherProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = (cluster: string) => void navigate({ to: '/c/$cluster/overview', params: { cluster } });
  const state = worse(current);
  return (
    <Menu
      align="start"
      trigger={
        <Button
          className="max-w-44 min-w-0 !shrink"
          aria-label={`${t('cluster.switch')}: ${current.name}, ${t(WORD[state])}`}
        >
          <Network aria-hidden size={14} className="hidden shrink-0 text-muted sm:block" />
          <span className="truncate">{current.name}</span>
          <span className={classNames('size-1.5 shrink-0 rounded-full', DOT[state])} title={t(WORD[state])} />
          <ChevronDown aria-hidden size={14} className="shrink-0 text-muted" />
        </Button>
      }
    >
      <MenuRadio
        value={current.id}
        onChoose={choose}
        choices={clusters.map((cluster) => ({
          value: cluster.id,
          label: (
            <>
              {cluster.name}
              <span className="ml-auto pl-4 text-sm text-muted">{t(WORD[worse(cluster)])}</span>
            </>
          ),
        }))}
      />
    </Menu>
  );
}
