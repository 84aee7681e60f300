import type { Pod, PodUsage, PodUsageList } from '@gpu-console/shared/contract';
import { formatNumber, formatText } from '@gpu-console/shared/units';
import { useQuery } from '@tanstack/react-query';
import { usageQuery } from '../../api/queries.ts';
import { Bar } from '../../components/Bar.tsx';
import { Card } from '../../components/Card.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tile } from '../../components/Tile.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryError } from '../../page/QueryError.tsx';
import { useTimeRange } from '../../state/timeRange.ts';
import { useView } from '../../state/view.ts';
import { useIdleSince } from '../../usage/IdleSince.tsx';
import { usageTexts } from '../../usage/texts.ts';
import { UsageInfo } from '../../usage/UsageInfo.tsx';
import { whyNoUsage } from './whyNoUsage.ts';

/** What the pod held over the range shown, and what it made of it. */
export function EfficiencyCard({ pod }: { pod: Pod }) {
  const texts = useTexts(usageTexts);
  const { namespace, name } = pod;
  const query = useQuery(usageQuery(useView(), useTimeRange().resolve(), { namespace, pod: name }));
  const { data } = query;
  const [usage] = data?.items ?? [];
  return (
    <Card title={texts.efficiency} note={texts.overRange} actions={data && <UsageInfo usage={data} />}>
      {data === undefined &&
        (query.isError ? <QueryError query={query} /> : <Skeleton className="h-72 sm:h-68 lg:h-28" />)}
      {data !== undefined && usage === undefined && <NoUsage pod={pod} usage={data} />}
      {data !== undefined && usage !== undefined && <EfficiencyTiles usage={usage} from={data.from} />}
    </Card>
  );
}

/** Why nothing was counted for the pod: it held nothing, holds it since the last reading only, or nobody can tell. */
function NoUsage({ pod, usage: { to, partial } }: { pod: Pod; usage: PodUsageList }) {
  const texts = useTexts(usageTexts);
  const [missing] = partial;
  const { range } = useTimeRange();
  const why = whyNoUsage(pod, { isLive: range.kind === 'relative', isPartial: missing !== undefined });
  return (
    <p className="text-muted">
      {why === 'podEmpty' && texts.podEmpty}
      {why === 'podUnknown' && `${texts.podUnknown} ${missing?.reason ?? ''}`}
      {why === 'notCounted' && texts.notCounted} {why === 'notCounted' && <RelativeTime time={to} />}
    </p>
  );
}

function EfficiencyTiles({ usage, from }: { usage: PodUsage; from: number }) {
  const texts = useTexts(usageTexts);
  const locale = useLocale();
  const idleSince = useIdleSince()(usage.idleSince, from);
  const { gpuHours, measuredGpuHours, idleGpuHours, meanUtilization, peakMemoryBytes, sharedBy } = usage;
  const idleShare = measuredGpuHours === 0 ? null : idleGpuHours / measuredGpuHours;
  const unmeasured = gpuHours === 0 ? 0 : 1 - measuredGpuHours / gpuHours;
  const models = usage.models.length === 0 ? texts.unknownModel : usage.models.join(', ');
  return (
    <>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <Tile label={texts.meanUse} value={meanUtilization} unit="ratio" note={texts.meanUseNote}>
          <Bar ratio={meanUtilization ?? 0} />
        </Tile>
        <Tile label={texts.peakMemory} value={peakMemoryBytes} unit="bytes" note={texts.peakMemoryNote} />
        <Tile
          label={texts.gpuHours}
          value={gpuHours}
          unit="count"
          note={
            unmeasured > 0.005
              ? texts.unmeasured(formatText(unmeasured, 'ratio', locale))
              : texts.gpusHeld(usage.gpus, models)
          }
        />
        <Tile
          label={texts.idleShare}
          value={idleShare}
          unit="ratio"
          note={
            idleSince === null
              ? texts.ofHours(formatNumber(measuredGpuHours, locale))
              : texts.idleNow(idleSince)
          }
        >
          <Bar ratio={idleShare ?? 0} tone={(idleShare ?? 0) >= 0.5 ? 'warning' : 'accent'} />
        </Tile>
      </div>
      {sharedBy > 1 && <p className="mt-3 text-muted">{texts.sharedBy(sharedBy)}</p>}
    </>
  );
}
