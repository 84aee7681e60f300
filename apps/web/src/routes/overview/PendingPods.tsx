import type { Pod } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { Card } from '../../components/Card.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { PodLink } from '../../fleet/links.tsx';
import { pendingReason } from '../../fleet/pendingReason.ts';
import { askedText } from '../../fleet/requests.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';
import { overviewTexts } from './texts.ts';

interface PendingPodsProps {
  /** Null where they are not known. */
  readonly pods: readonly Pod[] | null;
  readonly className?: string;
}

/** Pods that wait for GPUs, with what the scheduler holds against each. */
export function PendingPods({ pods, className }: PendingPodsProps) {
  const texts = useTexts(overviewTexts);
  const fleet = useTexts(fleetTexts);
  const cluster = useCluster().id;
  return (
    <Card
      title={texts.pending}
      note={pods?.length || undefined}
      padded={false}
      actions={
        pods !== null &&
        pods.length > 0 && (
          <Link
            to="/c/$cluster/workloads"
            params={{ cluster }}
            search={{ phase: 'Pending' }}
            className="text-sm text-accent hover:underline"
          >
            {texts.showAll}
          </Link>
        )
      }
      {...(className === undefined ? {} : { className })}
    >
      {pods === null || pods.length === 0 ? (
        <NoneFound icon={Hourglass} title={texts.pendingEmpty} />
      ) : (
        <ul className="max-h-90 divide-y overflow-y-auto">
          {pods.map((pod) => (
            <li key={pod.uid} className="px-4 py-2">
              <div className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">
                  <PodLink pod={pod} />
                </span>
                <span className="shrink-0 text-sm text-muted">
                  {askedText(pod, fleet.asks)} · <RelativeTime time={pod.createdAt} form="age" />
                </span>
              </div>
              <p className="text-sm text-muted" title={pod.pending?.message ?? undefined}>
                {(pod.pending && pendingReason(pod.pending, fleet)) ?? fleet.pod.noReason}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
