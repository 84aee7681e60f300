import type { Pod } from '@gpu-console/shared/contract';
import { formatText } from '@gpu-console/shared/units';
import { useTranslation } from 'react-i18next';
import { Bar } from '../../components/Bar.tsx';
import { Tile } from '../../components/Tile.tsx';
import { requestedCount, requestsText } from '../../fleet/requests.ts';
import { useLocale } from '../../i18n/useLocale.ts';

/** What the pod's GPUs do at this moment. */
export function PodNow({ pod, gpuCount }: { pod: Pod; gpuCount: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { memoryUsedBytes: used, memoryTotalBytes: total } = pod;
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Tile label={t('field.utilization')} value={pod.utilization} unit="ratio">
        <Bar ratio={pod.utilization ?? 0} />
      </Tile>
      <Tile
        label={t('field.memoryUsed')}
        value={used}
        unit="bytes"
        note={total !== null && t('overview.memoryNote', { total: formatText(total, 'bytes', locale) })}
      >
        <Bar ratio={used === null || total === null ? 0 : used / total} />
      </Tile>
      <Tile label={t('field.power')} value={pod.powerWatts} unit="watts" />
      <Tile
        label={t('field.gpus')}
        value={gpuCount}
        unit="count"
        note={
          requestedCount(pod.requests) !== gpuCount && `${t('field.requests')}: ${requestsText(pod.requests)}`
        }
      />
    </div>
  );
}
