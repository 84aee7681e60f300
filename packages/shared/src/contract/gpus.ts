import { z } from 'zod';
import { type ColumnId, columnMetrics } from '../metrics/catalogue.ts';
import { Envelope, KubeName, listOf, Nullable, Time, Usage } from './common.ts';
import { ProblemDetail } from './doctor.ts';
import { Problems } from './fleetProblem.ts';

export const PodReference = z.object({
  namespace: z.string(),
  name: z.string(),
  container: z.nullable(z.string()),
  /**
   * What the pod's own processes use of the GPU, where the exporter tells (dcgm-exporter from 4.8 on, with
   * `--kubernetes-virtual-gpus`); the device's numbers are those of all pods together.
   */
  own: z.optional(z.object({ utilization: Nullable, memoryUsedBytes: Nullable })),
});

/** What is measured now, by the metric's id in the catalogue and in its base unit; null where nothing reports it. */
export const Readings = z.object(
  Object.fromEntries(
    columnMetrics.map(({ id, name, unit }) => [id, Nullable.meta({ description: `${name.en} (${unit})` })]),
  ) as Record<ColumnId, typeof Nullable>,
);

/** One GPU, or one MIG instance of a GPU; `uuid` is the physical GPU's in both cases. */
export const Gpu = z.object({
  uuid: z.string(),
  /** The device number on its node, as `nvidia-smi` shows it. */
  index: z.nullable(z.int()),
  node: z.nullable(z.string()),
  product: z.nullable(z.string()),
  instance: z.nullable(z.object({ id: z.string(), profile: z.nullable(z.string()) })),
  driverVersion: z.nullable(z.string()),
  pciBusId: z.nullable(z.string()),
  ...Usage,
  /** The DCGM field that `utilization` comes from. */
  utilizationSource: z.nullable(z.string()),
  temperatureCelsius: Nullable,
  smClockHertz: Nullable,
  readings: Readings,
  powerLimitWatts: Nullable,
  /** Why the clocks are not at their highest: the mask of NVML's clock event reasons. */
  clockEvents: z.nullable(z.int()),
  pods: z.array(PodReference),
  /** Whether pods that are not shown hold it too. */
  sharedWithOthers: z.boolean(),
  /** Unix seconds of the newest sample. */
  sampledAt: z.nullable(Time),
});

/** The problems are those of its GPUs. */
export const GpuList = listOf(Gpu).extend(Problems);
export const GpuDetail = z.object({
  ...Envelope,
  gpu: Gpu,
  instances: z.array(Gpu),
  /** Of the physical GPU, worst first. */
  problems: z.array(ProblemDetail),
});
export const GpuListQuery = z.strictObject({ node: z.optional(KubeName), namespace: z.optional(KubeName) });
export const GpuQuery = z.strictObject({ instance: z.optional(z.string().max(32)) });

export type Readings = z.infer<typeof Readings>;
export type Gpu = z.infer<typeof Gpu>;
export type GpuList = z.infer<typeof GpuList>;
export type GpuDetail = z.infer<typeof GpuDetail>;
export type PodReference = z.infer<typeof PodReference>;
