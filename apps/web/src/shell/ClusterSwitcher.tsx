import type { Cluster, SourceState } from '@gpu-console/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Network } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { shellTexts } from './texts.ts';

interface ClusterSwitcherProps {
  readonly clusters: readonly Cluster[];
  readonly current: Cluster;
}

type State = SourceState['state'];

const DOT: Record<State, string> = { ok: 'bg-ok', connecting: 'bg-unknown', unreachable: 'bg-critical' };

/** A cluster is as well as the worse of its two sources. */
function worse({ kubernetes, prometheus }: Cluster): State {
  const states = [kubernetes.state, prometheus.state];
  if (states.includes('unreachable')) return 'unreachable';
  return states.includes('connecting') ? 'connecting' : 'ok';
}

export function ClusterSwitcher({ clusters, current }: ClusterSwitcherProps) {
  const texts = useTexts(shellTexts);
  const navigate = useNavigate();
  const choose = (cluster: string) => void navigate({ to: '/c/$cluster/overview', params: { cluster } });
  const state = worse(current);
  return (
    <Menu
      align="start"
      trigger={
        <Button
          className="max-w-44 min-w-0 !shrink"
          aria-label={`${texts.cluster.switch}: ${current.name}, ${texts.cluster.states[state]}`}
        >
          <Network aria-hidden size={14} className="hidden shrink-0 text-muted sm:block" />
          <span className="truncate">{current.name}</span>
          <span
            className={classNames('size-1.5 shrink-0 rounded-full', DOT[state])}
            title={texts.cluster.states[state]}
          />
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
              <span className="ml-auto pl-4 text-sm text-muted">{texts.cluster.states[worse(cluster)]}</span>
            </>
          ),
        }))}
      />
    </Menu>
  );
}
