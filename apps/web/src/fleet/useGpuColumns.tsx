import type { Gpu } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../components/dataTable/column.ts';
import { RelativeTime } from '../components/RelativeTime.tsx';
import { gpuName } from './gpuName.ts';
import { LastXid } from './LastXid.tsx';
import { GpuLink, NodeLink, PodLinks } from './links.tsx';
import { Memory, Reading, Utilization } from './usage.tsx';

/** What there is to tell of a GPU or MIG instance, as `nvidia-smi` orders it. */
export function useGpuColumns(): readonly Column<Gpu>[] {
  const { t } = useTranslation();
  return useMemo(
    (): readonly Column<Gpu>[] => [
      {
        id: 'gpu',
        header: t('field.gpu'),
        value: (gpu) => gpuName(gpu, t),
        cell: (gpu) => <GpuLink gpu={gpu} />,
        width: 120,
      },
      {
        id: 'node',
        header: t('field.node'),
        value: (gpu) => gpu.node,
        cell: (gpu) => <NodeLink node={gpu.node} />,
        width: 150,
      },
      { id: 'product', header: t('field.product'), value: (gpu) => gpu.product, width: 190 },
      {
        id: 'profile',
        header: t('field.instance'),
        value: (gpu) => gpu.instance?.profile ?? null,
        width: 112,
      },
      {
        id: 'utilization',
        header: t('field.utilization'),
        value: (gpu) => gpu.utilization,
        unit: 'ratio',
        cell: (gpu) => <Utilization value={gpu.utilization} />,
        width: 108,
      },
      {
        id: 'memory',
        header: t('field.memory'),
        value: (gpu) => gpu.memoryUsedBytes,
        unit: 'bytes',
        cell: (gpu) => <Memory used={gpu.memoryUsedBytes} total={gpu.memoryTotalBytes} />,
        width: 150,
      },
      {
        id: 'temperature',
        header: t('field.temperature'),
        value: (gpu) => gpu.temperatureCelsius,
        unit: 'celsius',
        cell: (gpu) => <Reading id="temperature" value={gpu.temperatureCelsius} />,
        width: 116,
      },
      { id: 'power', header: t('field.power'), value: (gpu) => gpu.powerWatts, unit: 'watts', width: 85 },
      {
        id: 'smClock',
        header: t('field.smClock'),
        value: (gpu) => gpu.smClockHertz,
        unit: 'hertz',
        width: 105,
      },
      {
        id: 'pods',
        header: t('field.pods'),
        value: (gpu) => gpu.pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' ') || null,
        cell: (gpu) => <PodLinks pods={gpu.pods} />,
        width: 240,
      },
      {
        id: 'memoryClock',
        header: t('field.memoryClock'),
        value: (gpu) => gpu.memoryClockHertz,
        unit: 'hertz',
        width: 120,
        optional: true,
      },
      {
        id: 'tensor',
        header: t('field.tensorActivity'),
        value: (gpu) => gpu.tensorActivity,
        unit: 'ratio',
        width: 120,
        optional: true,
      },
      {
        id: 'memoryActivity',
        header: t('field.memoryActivity'),
        value: (gpu) => gpu.memoryBandwidthActivity,
        unit: 'ratio',
        width: 130,
        optional: true,
      },
      {
        id: 'memoryTemperature',
        header: t('field.memoryTemperature'),
        value: (gpu) => gpu.memoryTemperatureCelsius,
        unit: 'celsius',
        width: 150,
        optional: true,
      },
      {
        id: 'xid',
        header: t('field.xid'),
        value: (gpu) => gpu.xid,
        cell: (gpu) => <LastXid code={gpu.xid} />,
        width: 220,
        optional: true,
      },
      {
        id: 'driver',
        header: t('field.driver'),
        value: (gpu) => gpu.driverVersion,
        width: 110,
        optional: true,
      },
      { id: 'pci', header: t('field.pciBusId'), value: (gpu) => gpu.pciBusId, width: 140, optional: true },
      { id: 'uuid', header: t('field.uuid'), value: (gpu) => gpu.uuid, width: 300, optional: true },
      {
        id: 'sampled',
        header: t('field.sampled'),
        value: (gpu) => gpu.sampledAt,
        cell: (gpu) => <RelativeTime time={gpu.sampledAt} />,
        width: 120,
        optional: true,
      },
    ],
    [t],
  );
}
