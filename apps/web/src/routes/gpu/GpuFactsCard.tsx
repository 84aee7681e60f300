import type { Gpu } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { detailedMetric } from '@gpu-console/shared/metrics/detailed';
import { Card } from '../../components/Card.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Value } from '../../components/Value.tsx';
import { LastXid } from '../../fleet/LastXid.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { Memory, Reading, Utilization } from '../../fleet/usage.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { ClockEvents } from './ClockEvents.tsx';
import { gpuTexts } from './texts.ts';

/** Identity and the readings of now. */
export function GpuFactsCard({ gpu, className }: { gpu: Gpu; className?: string }) {
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  const texts = useTexts(gpuTexts);
  const sources = [
    { label: metric('utilization').name[locale], source: 'utilization' },
    { label: fleet.field.memory, source: 'memoryTotal' },
    { label: metric('power').name[locale], source: 'power' },
    { label: metric('temperature').name[locale], source: 'temperature' },
    { label: metric('tensorActivity').name[locale], source: 'tensorActivity' },
    { label: metric('memoryBandwidthActivity').name[locale], source: 'memoryBandwidthActivity' },
    { label: metric('smClock').name[locale], source: 'smClock' },
    { label: metric('memoryClock').name[locale], source: 'memoryClock' },
    { label: metric('xid').name[locale], source: 'xid' },
    { label: fleet.field.driver, source: 'deviceIdentity' },
  ] as const;
  return (
    <Card
      title={texts.identity}
      actions={<Sources title={texts.identity} numbers={sources} />}
      {...(className === undefined ? {} : { className })}
    >
      <FactList
        facts={[
          { label: metric('utilization').name[locale], value: <Utilization value={gpu.utilization} /> },
          {
            label: fleet.field.memory,
            value: <Memory used={gpu.memoryUsedBytes} total={gpu.memoryTotalBytes} />,
          },
          { label: metric('power').name[locale], value: <Value value={gpu.powerWatts} unit="watts" /> },
          {
            label: detailedMetric('powerLimit').name[locale],
            value: <Value value={gpu.powerLimitWatts} unit="watts" />,
          },
          {
            label: metric('temperature').name[locale],
            value: <Reading id="temperature" value={gpu.temperatureCelsius} />,
          },
          {
            label: metric('tensorActivity').name[locale],
            value: <Value value={gpu.tensorActivity} unit="ratio" />,
          },
          {
            label: metric('memoryBandwidthActivity').name[locale],
            value: <Value value={gpu.memoryBandwidthActivity} unit="ratio" />,
          },
          { label: metric('smClock').name[locale], value: <Value value={gpu.smClockHertz} unit="hertz" /> },
          {
            label: metric('memoryClock').name[locale],
            value: <Value value={gpu.memoryClockHertz} unit="hertz" />,
          },
          { label: texts.clockEvents, value: <ClockEvents mask={gpu.clockEvents} /> },
          { label: metric('xid').name[locale], value: <LastXid code={gpu.xid} /> },
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
