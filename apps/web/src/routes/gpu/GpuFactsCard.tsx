import type { Gpu } from '@gpu-console/shared/contract';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Value } from '../../components/Value.tsx';
import { LastXid } from '../../fleet/LastXid.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { Memory, Reading, Utilization } from '../../fleet/usage.tsx';
import { ClockEvents } from './ClockEvents.tsx';
import { useGpuTexts } from './useGpuTexts.ts';

/** Identity and the readings of now. */
export function GpuFactsCard({ gpu, className }: { gpu: Gpu; className?: string }) {
  const { t } = useTranslation();
  const texts = useGpuTexts();
  const sources = [
    { label: t('field.utilization'), source: 'utilization' },
    { label: t('field.memory'), source: 'memoryTotal' },
    { label: t('field.power'), source: 'power' },
    { label: t('field.temperature'), source: 'temperature' },
    { label: t('field.tensorActivity'), source: 'tensorActivity' },
    { label: t('field.memoryActivity'), source: 'memoryBandwidthActivity' },
    { label: t('field.smClock'), source: 'smClock' },
    { label: t('field.memoryClock'), source: 'memoryClock' },
    { label: t('field.xid'), source: 'xid' },
    { label: t('field.driver'), source: 'deviceIdentity' },
  ] as const;
  return (
    <Card
      title={t('gpu.identity')}
      actions={<Sources title={t('gpu.identity')} numbers={sources} />}
      {...(className === undefined ? {} : { className })}
    >
      <FactList
        facts={[
          { label: t('field.utilization'), value: <Utilization value={gpu.utilization} /> },
          {
            label: t('field.memory'),
            value: <Memory used={gpu.memoryUsedBytes} total={gpu.memoryTotalBytes} />,
          },
          { label: t('field.power'), value: <Value value={gpu.powerWatts} unit="watts" /> },
          { label: texts.powerLimit, value: <Value value={gpu.powerLimitWatts} unit="watts" /> },
          {
            label: t('field.temperature'),
            value: <Reading id="temperature" value={gpu.temperatureCelsius} />,
          },
          { label: t('field.tensorActivity'), value: <Value value={gpu.tensorActivity} unit="ratio" /> },
          {
            label: t('field.memoryActivity'),
            value: <Value value={gpu.memoryBandwidthActivity} unit="ratio" />,
          },
          { label: t('field.smClock'), value: <Value value={gpu.smClockHertz} unit="hertz" /> },
          { label: t('field.memoryClock'), value: <Value value={gpu.memoryClockHertz} unit="hertz" /> },
          { label: texts.clockEvents, value: <ClockEvents mask={gpu.clockEvents} /> },
          { label: t('field.xid'), value: <LastXid code={gpu.xid} /> },
          { label: t('field.driver'), value: gpu.driverVersion },
          { label: t('field.pciBusId'), value: gpu.pciBusId },
          {
            label: t('field.utilizationSource'),
            value: gpu.utilizationSource && (
              <span className="font-mono text-sm break-all">{gpu.utilizationSource}</span>
            ),
          },
        ]}
      />
      <div className="mt-3 flex items-center gap-1 border-t pt-2">
        <span className="text-sm text-muted">{t('field.uuid')}</span>
        <code className="ml-1 min-w-0 font-mono text-sm break-all">{gpu.uuid}</code>
        <CopyButton text={gpu.uuid} />
      </div>
    </Card>
  );
}
