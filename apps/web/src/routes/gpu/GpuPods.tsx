import type { PodReference } from '@gpu-console/shared/contract';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PodLink } from '../../fleet/links.tsx';

interface GpuPodsProps {
  readonly pods: readonly PodReference[];
  /** Whether several pods have the same device at once, rather than each an instance of its own. */
  readonly isShared: boolean;
}

/** Who holds the GPU, or a part of it, now. */
export function GpuPods({ pods, isShared }: GpuPodsProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('gpu.pods')} note={pods.length > 1 ? pods.length : undefined}>
      {pods.length === 0 && <EmptyState title={t('gpu.podsEmpty')} />}
      {isShared && <p className="mb-2 text-muted">{t('gpu.shared', { count: pods.length })}</p>}
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
