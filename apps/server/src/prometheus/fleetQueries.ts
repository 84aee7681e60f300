import {
  columnMetrics,
  deviceSeries,
  EVERYTHING,
  exportedNames,
  IDLE_BELOW,
  IDLE_SECONDS,
  type MetricsContext,
  metric,
  newestValues,
  peakExpression,
  perDevice,
  sampleTimes,
  sensorlessSeries,
  windowValues,
} from '@gpu-console/shared/metrics';
import { CLOCK_EVENT_FIELDS, POWER_LIMIT_FIELDS } from '@gpu-console/shared/metrics/detailed';
import { deviceLabels } from './fleetSeries.ts';
import { type OwnField, ownUseExpressions } from './ownUse.ts';

/** Fields whose value now is read; a range query reads the others. Free and reserved memory belong to the total. */
const POLLED: readonly string[] = [
  ...columnMetrics.flatMap(({ fields }) => fields.map(({ field }) => field)),
  'DCGM_FI_DEV_FB_FREE',
  'DCGM_FI_DEV_FB_RESERVED',
  ...POWER_LIMIT_FIELDS,
  ...CLOCK_EVENT_FIELDS,
];

/** PromQL by purpose, asked of the whole fleet at once. */
export interface FleetQueries {
  /** Each set of labels that a device's series have; the value is when it was sampled last (Unix seconds), 0 without a value. */
  readonly identity: string;
  readonly values: ReadonlyMap<string, string>;
  readonly idle: string;
  /** By field, what pods' own processes use of each device that they share. */
  readonly own: ReadonlyMap<OwnField, string>;
  /** Devices whose profiling fields stayed at 0 while they worked; undefined where not both fields are exported. */
  readonly stuck: string | undefined;
}

/** @param identifying fields whose series identify the devices that the usual fields miss */
export function fleetQueries(context: MetricsContext, identifying: readonly string[] = []): FleetQueries {
  const { dialect, exported } = context;
  const labels = deviceLabels(dialect);
  const times = `max without (__name__) (${sampleTimes(EVERYTHING, exported, identifying)})`;
  const series = [deviceSeries(EVERYTHING, exported, identifying), sensorlessSeries(exported)];
  const all = `group without (__name__) (${series.filter(Boolean).join(' or ')}) * 0`;
  const peak = peakExpression(metric('utilization'), IDLE_SECONDS, context, labels);
  return {
    identity: `${times} or ${all}`,
    values: new Map(
      POLLED.filter((field) => exportedNames(field, exported).length > 0).map((field) => [
        field,
        newestValues(field, EVERYTHING, context, { labels }),
      ]),
    ),
    idle: `(${peak}) < ${IDLE_BELOW}`,
    own: ownUseExpressions(context),
    stuck: stuckExpression(context),
  };
}

const PROFILED = 'DCGM_FI_PROF_GR_ENGINE_ACTIVE';
const SEEN_AT_WORK = 'DCGM_FI_DEV_GPU_UTIL';
/** Percent, over the time that makes a GPU idle. */
const AT_WORK_FROM = 50;

function stuckExpression(context: MetricsContext): string | undefined {
  const { dialect, exported } = context;
  if ([PROFILED, SEEN_AT_WORK].some((field) => exportedNames(field, exported).length === 0)) return undefined;
  const over = (call: 'max_over_time' | 'avg_over_time', field: string) =>
    perDevice(
      windowValues(call, field, `${IDLE_SECONDS}s`, EVERYTHING, { exported, metric: metric('utilization') }),
      dialect,
      deviceLabels(dialect),
    );
  return `(${over('max_over_time', PROFILED)}) == 0 and (${over('avg_over_time', SEEN_AT_WORK)}) > ${AT_WORK_FROM}`;
}
