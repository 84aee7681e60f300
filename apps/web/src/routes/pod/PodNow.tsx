import type { Gpu, Pod } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { formatText } from '@gpu-console/shared/units';
import { Bar } from '../../components/Bar.tsx';
import { Tile } from '../../components/Tile.tsx';
import { requestedCount, requestsText } from '../../fleet/requests.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import type { SourceId } from '../../fleet/sources/sourceIds.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { podTexts } from './texts.ts';

/** How many other pods have one of these GPUs too: what a GPU does is then not one pod's doing. */
function othersOn(gpus: readonly Gpu[], { namespace, name }: Pod): number {
  const pods = gpus.flatMap((gpu) => gpu.pods).map((pod) => `${pod.namespace}/${pod.name}`);
  return new Set(pods.filter((pod) => pod !== `${namespace}/${name}`)).size;
}

/** What the pod's GPUs do at this moment. */
export function PodNow({ pod, gpus }: { pod: Pod; gpus: readonly Gpu[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts);
  const locale = useLocale();
  const others = othersOn(gpus, pod);
  const shared = others > 0 && texts.shared(others);
  const { memoryUsedBytes: used, memoryTotalBytes: total } = pod;
  const info = (label: string, source: SourceId) => ({
    label,
    info: <Sources title={label} numbers={[{ label, source }]} />,
  });
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Tile
        {...info(metric('utilization').name[locale], 'utilization')}
        value={pod.utilization}
        unit="ratio"
        note={shared}
      >
        <Bar ratio={pod.utilization ?? 0} />
      </Tile>
      <Tile
        {...info(metric('memoryUsed').name[locale], 'memoryTotal')}
        value={used}
        unit="bytes"
        note={total !== null && fleet.ofTotal(formatText(total, 'bytes', locale))}
      >
        <Bar ratio={used === null || total === null ? 0 : used / total} />
      </Tile>
      <Tile {...info(metric('power').name[locale], 'power')} value={pod.powerWatts} unit="watts" />
      <Tile
        {...info(fleet.field.gpus, 'holders')}
        value={pod.gpusUnknown ? null : gpus.length}
        unit="count"
        note={
          requestedCount(pod.requests) !== gpus.length &&
          `${fleet.field.requests}: ${requestsText(pod.requests)}`
        }
      />
    </div>
  );
}
