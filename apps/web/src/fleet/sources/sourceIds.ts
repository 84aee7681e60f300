import { columnMetrics, type MetricId } from '@gpu-console/shared/metrics';

/** Where a number comes from: a metric of the catalogue, or one of these. */
export type SourceId =
  | MetricId
  | 'gpuTotal'
  | 'gpuAllocated'
  | 'gpuFree'
  | 'nodeResources'
  | 'nodeStatus'
  | 'nodeDriver'
  | 'nodeFacts'
  | 'podStatus'
  | 'podRequests'
  | 'deviceIdentity'
  | 'deviceNode'
  | 'holders'
  | 'memoryTotal'
  | 'heldUtilization'
  | 'energyInRange'
  | 'problems';

/** A number on screen and where it comes from. */
export interface SourcedNumber {
  readonly label: string;
  readonly source: SourceId;
}

/** Where columns that several tables have come from, by their ids. A reading comes from its metric. */
const COLUMN_SOURCES: Readonly<Record<string, SourceId>> = {
  ...Object.fromEntries(columnMetrics.map(({ id }) => [id, id])),
  memoryUsed: 'memoryTotal',
  memory: 'memoryTotal',
};

export const GPU_SOURCES = {
  ...COLUMN_SOURCES,
  gpu: 'deviceIdentity',
  health: 'problems',
  profile: 'deviceIdentity',
  node: 'deviceNode',
  pods: 'holders',
  driver: 'deviceIdentity',
} as const;

export const NODE_SOURCES = {
  ...COLUMN_SOURCES,
  status: 'nodeStatus',
  health: 'problems',
  gpus: 'gpuTotal',
  requested: 'nodeResources',
  free: 'gpuFree',
  driver: 'nodeDriver',
  cuda: 'nodeDriver',
} as const;

export const POD_SOURCES = {
  ...COLUMN_SOURCES,
  status: 'podStatus',
  node: 'podStatus',
  requests: 'podRequests',
  gpus: 'holders',
} as const;

/** The columns whose source is known, with it. */
export function sourcedColumns(
  columns: readonly { readonly id: string; readonly header: string }[],
  sources: Readonly<Record<string, SourceId>>,
) {
  return columns.flatMap(({ id, header }) => {
    const source = sources[id];
    return source === undefined ? [] : [{ label: header, source }];
  });
}
