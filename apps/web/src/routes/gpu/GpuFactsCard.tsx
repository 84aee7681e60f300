import type { Gpu } from '@gpu-console/shared/contract';
import { type ColumnId, columnMetrics } from '@gpu-console/shared/metrics';
import { detailedMetric } from '@gpu-console/shared/metrics/detailed';
import { Card } from '../../components/Card.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Value } from '../../components/Value.tsx';
import { readingName, showReading } from '../../fleet/readings.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { GPU_SOURCES, sourcedColumns } from '../../fleet/sources/sourceIds.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { ClockEvents } from './ClockEvents.tsx';
import { gpuTexts } from './texts.ts';

/** What people look for first, and every other reading after it. */
const FIRST: readonly ColumnId[] = ['utilization', 'memoryUsed', 'power', 'temperature'];
const READINGS = [...new Set([...FIRST, ...columnMetrics.map(({ id }) => id)])];

/** Identity and the readings of now. */
export function GpuFactsCard({ gpu, className }: { gpu: Gpu; className?: string }) {
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  const texts = useTexts(gpuTexts);
  const sources = sourcedColumns(
    [
      ...READINGS.map((id) => ({ id, header: readingName(id, fleet, locale) })),
      { id: 'driver', header: fleet.field.driver },
    ],
    GPU_SOURCES,
  );
  const readings = READINGS.map((id) => ({
    id,
    label: readingName(id, fleet, locale),
    value: showReading(id, gpu),
  }));
  const powerLimit = {
    label: detailedMetric('powerLimit').name[locale],
    value: <Value value={gpu.powerLimitWatts} unit="watts" />,
  };
  const clockEvents = { label: texts.clockEvents, value: <ClockEvents mask={gpu.clockEvents} /> };
  return (
    <Card
      title={texts.identity}
      actions={<Sources title={texts.identity} numbers={sources} />}
      {...(className === undefined ? {} : { className })}
    >
      <FactList
        facts={[
          ...readings.flatMap(({ id, ...fact }) => {
            if (id === 'power') return [fact, powerLimit];
            return id === 'xid' ? [clockEvents, fact] : [fact];
          }),
          { label: fleet.field.driver, value: gpu.driverVersion },
          { label: fleet.field.pciBusId, value: gpu.pciBusId },
          {
            label: fleet.field.utilizationSource,
            value: gpu.utilizationSource && (
              <span className="font-mono text-sm break-all">{gpu.utilizationSource}</span>
            ),
          },
        ]}
      />
      <div className="mt-3 flex items-center gap-1 border-t pt-2">
        <span className="text-sm text-muted">{fleet.field.uuid}</span>
        <code className="ml-1 min-w-0 font-mono text-sm break-all">{gpu.uuid}</code>
        <CopyButton text={gpu.uuid} />
      </div>
    </Card>
  );
}
