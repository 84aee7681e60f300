import type { PodReference } from '@gpu-console/shared/contract';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PodLink } from '../../fleet/links.tsx';
import { SharedChip } from '../../fleet/SharedChip.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { gpuTexts } from './texts.ts';

interface GpuPodsProps {
  readonly pods: readonly PodReference[];
  /** Whether several pods have the same device at once, rather than each an instance of its own. */
  readonly isShared: boolean;
  /** Whether pods that the reader may not see have it too. */
  readonly isSharedWithOthers: boolean;
}

/** Who holds the GPU, or a part of it, now. */
export function GpuPods({ pods, isShared, isSharedWithOthers }: GpuPodsProps) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(gpuTexts);
  return (
    <Card
      title={fleet.holders}
      note={pods.length > 1 ? pods.length : undefined}
      {...(isSharedWithOthers ? { actions: <SharedChip /> } : {})}
    >
      {pods.length === 0 && <EmptyState title={texts.podsEmpty} />}
      {isShared && <p className="mb-2 text-muted">{texts.shared(pods.length)}</p>}
      <ul className="flex max-h-52 flex-col gap-1 overflow-auto">
        {pods.map((pod) => (
          <li key={`${pod.namespace}/${pod.name}/${pod.container}`} className="min-w-0 break-all">
            <PodLink pod={pod} />
            {pod.container !== null && <span className="ml-1.5 text-muted">{pod.container}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
