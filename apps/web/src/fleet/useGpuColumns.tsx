import type { Gpu } from '@gpu-console/shared/contract';
import type { Locale } from '@gpu-console/shared/units';
import { useMemo } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { RelativeTime } from '../components/RelativeTime.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { gpuName } from './gpuName.ts';
import { GpuLink, NodeLink, PodLinks } from './links.tsx';
import { readingColumns } from './readings.tsx';
import type { FleetTexts } from './texts.en.ts';
import { fleetTexts } from './texts.ts';

/** What there is to tell of a GPU or MIG instance, as `nvidia-smi` orders it. */
export function gpuColumns(texts: FleetTexts, locale: Locale): readonly Column<Gpu>[] {
  const readings = readingColumns(texts, locale);
  return [
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
    ...readings.filter(({ optional = false }) => !optional),
    {
      id: 'pods',
      header: texts.field.pods,
      value: (gpu) => gpu.pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' ') || null,
      cell: (gpu) => <PodLinks pods={gpu.pods} />,
      width: 240,
    },
    ...readings.filter(({ optional = false }) => optional),
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
  ];
}

export function useGpuColumns(): readonly Column<Gpu>[] {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(() => gpuColumns(texts, locale), [texts, locale]);
}
