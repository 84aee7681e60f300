import type { Gpu } from '@gpu-console/shared/contract';
import type { Locale } from '@gpu-console/shared/units';
import { useMemo } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { timeColumn } from '../components/dataTable/timeColumn.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { deviceColumns } from './deviceColumns.tsx';
import { readingColumns } from './readings.tsx';
import type { FleetTexts } from './texts.en.ts';
import { fleetTexts } from './texts.ts';

/** What there is to tell of a GPU or MIG instance: who holds it and how it does before what it is, which changes little. */
export function gpuColumns(texts: FleetTexts, locale: Locale): readonly Column<Gpu>[] {
  const device = deviceColumns(texts);
  const readings = readingColumns(texts, locale);
  return [
    device.gpu,
    device.node,
    device.pods,
    ...readings.filter(({ optional = false }) => !optional),
    device.product,
    {
      id: 'profile',
      header: texts.field.instance,
      value: (gpu) => gpu.instance?.profile ?? null,
      width: 112,
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
    timeColumn({
      id: 'sampled',
      header: texts.field.sampled,
      value: (gpu) => gpu.sampledAt,
      width: 120,
      optional: true,
    }),
  ];
}

export function useGpuColumns(): readonly Column<Gpu>[] {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(() => gpuColumns(texts, locale), [texts, locale]);
}
