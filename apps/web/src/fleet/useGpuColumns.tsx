import type { Gpu } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { useMemo } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { RelativeTime } from '../components/RelativeTime.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { gpuName } from './gpuName.ts';
import { LastXid } from './LastXid.tsx';
import { GpuLink, NodeLink, PodLinks } from './links.tsx';
import { fleetTexts } from './texts.ts';
import { Memory, Reading, Utilization } from './usage.tsx';

/** What there is to tell of a GPU or MIG instance, as `nvidia-smi` orders it. */
export function useGpuColumns(): readonly Column<Gpu>[] {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(
    (): readonly Column<Gpu>[] => [
      {
        id: 'gpu',
        header: texts.field.gpu,
        value: (gpu) => gpuName(gpu, texts),
        cell: (gpu) => <GpuLink gpu={gpu} />,
        width: 120,
      },
      {
        id: 'node',
        header: texts.field.node,
        value: (gpu) => gpu.node,
        cell: (gpu) => <NodeLink node={gpu.node} />,
        width: 150,
      },
      { id: 'product', header: texts.field.product, value: (gpu) => gpu.product, width: 190 },
      {
        id: 'profile',
        header: texts.field.instance,
        value: (gpu) => gpu.instance?.profile ?? null,
        width: 112,
      },
      {
        id: 'utilization',
        header: metric('utilization').name[locale],
        value: (gpu) => gpu.utilization,
        unit: 'ratio',
        cell: (gpu) => <Utilization value={gpu.utilization} />,
        width: 108,
      },
      {
        id: 'memory',
        header: texts.field.memory,
        value: (gpu) => gpu.memoryUsedBytes,
        unit: 'bytes',
        cell: (gpu) => <Memory used={gpu.memoryUsedBytes} total={gpu.memoryTotalBytes} />,
        width: 150,
      },
      {
        id: 'temperature',
        header: metric('temperature').name[locale],
        value: (gpu) => gpu.temperatureCelsius,
        unit: 'celsius',
        cell: (gpu) => <Reading id="temperature" value={gpu.temperatureCelsius} />,
        width: 116,
      },
      {
        id: 'power',
        header: metric('power').name[locale],
        value: (gpu) => gpu.powerWatts,
        unit: 'watts',
        width: 85,
      },
      {
        id: 'smClock',
        header: metric('smClock').name[locale],
        value: (gpu) => gpu.smClockHertz,
        unit: 'hertz',
        width: 105,
      },
      {
        id: 'pods',
        header: texts.field.pods,
        value: (gpu) => gpu.pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' ') || null,
        cell: (gpu) => <PodLinks pods={gpu.pods} />,
        width: 240,
      },
      {
        id: 'memoryClock',
        header: metric('memoryClock').name[locale],
        value: (gpu) => gpu.memoryClockHertz,
        unit: 'hertz',
        width: 120,
        optional: true,
      },
      {
        id: 'tensor',
        header: metric('tensorActivity').name[locale],
        value: (gpu) => gpu.tensorActivity,
        unit: 'ratio',
        width: 120,
        optional: true,
      },
      {
        id: 'memoryActivity',
        header: metric('memoryBandwidthActivity').name[locale],
        value: (gpu) => gpu.memoryBandwidthActivity,
        unit: 'ratio',
        width: 130,
        optional: true,
      },
      {
        id: 'memoryTemperature',
        header: metric('memoryTemperature').name[locale],
        value: (gpu) => gpu.memoryTemperatureCelsius,
        unit: 'celsius',
        width: 150,
        optional: true,
      },
      {
        id: 'xid',
        header: metric('xid').name[locale],
        value: (gpu) => gpu.xid,
        cell: (gpu) => <LastXid code={gpu.xid} />,
        width: 220,
        optional: true,
      },
      {
        id: 'driver',
        header: texts.field.driver,
        value: (gpu) => gpu.driverVersion,
        width: 110,
        optional: true,
      },
      { id: 'pci', header: texts.field.pciBusId, value: (gpu) => gpu.pciBusId, width: 140, optional: true },
      { id: 'uuid', header: texts.field.uuid, value: (gpu) => gpu.uuid, width: 300, optional: true },
      {
        id: 'sampled',
        header: texts.field.sampled,
        value: (gpu) => gpu.sampledAt,
        cell: (gpu) => <RelativeTime time={gpu.sampledAt} />,
        width: 120,
        optional: true,
      },
    ],
    [texts, locale],
  );
}
