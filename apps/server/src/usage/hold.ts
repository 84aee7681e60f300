import type { Frame, Series } from '@gpu-console/shared/contract';
import {
  type Dialect,
  deviceKey,
  holdExpression,
  type MetricsContext,
  metric,
} from '@gpu-console/shared/metrics';
import { workloadOf } from '../prometheus/fleetSeries.ts';

type Column = readonly (number | null)[];

/** The PromQL of `Hold`'s columns. */
export interface HoldQueries {
  readonly meanUse: string;
  readonly peakUse: string;
  readonly memory: string;
}

/** A pod's hold on one GPU or MIG instance; its columns are on one grid of times, null where nothing was reported. */
export interface Hold {
  readonly namespace: string;
  readonly pod: string;
  /** Of the GPU or instance. */
  readonly device: string;
  readonly uuid: string;
  readonly profile: string | null;
  readonly product: string | null;
  /** Ratios: the mean and the highest of the readings around each time. */
  readonly meanUse: Column;
  readonly peakUse: Column;
  /** Bytes: the highest reading. */
  readonly memory: Column;
}

/** @param seconds how far back from each time the readings go */
export function holdQueries(seconds: number, context: MetricsContext): HoldQueries {
  return {
    meanUse: holdExpression('avg_over_time', metric('utilization'), seconds, context),
    peakUse: holdExpression('max_over_time', metric('utilization'), seconds, context),
    memory: holdExpression('max_over_time', metric('memoryUsed'), seconds, context),
  };
}

/** The holds that the answers name, each once, whichever of them name it. */
export function holdsOf(frames: Readonly<Record<keyof HoldQueries, Frame>>, dialect: Dialect): Hold[] {
  const found = new Map<string, Hold>();
  for (const column of ['meanUse', 'peakUse', 'memory'] as const) {
    for (const { labels, values } of frames[column].series) {
      const identity = identityOf(labels, dialect);
      if (identity === undefined) continue;
      const key = `${identity.namespace}/${identity.pod}/${identity.device}`;
      const hold = found.get(key) ?? emptyHold(identity, frames[column].count);
      // Two exporters, or one before and after its upgrade, may report one hold under other labels.
      found.set(key, { ...hold, [column]: larger(hold[column], values) });
    }
  }
  return [...found.values()];
}

type Identity = Omit<Hold, keyof HoldQueries>;

function identityOf(labels: Series['labels'], dialect: Dialect): Identity | undefined {
  const uuid = labels[dialect.uuid[0] ?? 'UUID'];
  const workload = workloadOf(labels, dialect);
  if (!uuid || workload === undefined) return undefined;
  return {
    namespace: workload.namespace,
    pod: workload.name,
    device: deviceKey(uuid, labels['GPU_I_ID']),
    uuid,
    profile: labels['GPU_I_PROFILE'] || null,
    product: labels['modelName'] || null,
  };
}

function emptyHold(identity: Identity, count: number): Hold {
  const nothing: Column = new Array<null>(count).fill(null);
  return { ...identity, meanUse: nothing, peakUse: nothing, memory: nothing };
}

function larger(one: Column, other: Column): Column {
  return one.map((value, index) => {
    const also = other[index] ?? null;
    return value === null || also === null ? (value ?? also) : Math.max(value, also);
  });
}
