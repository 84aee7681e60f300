import {
  deviceSeries,
  EVERYTHING,
  energyExpression,
  type MetricId,
  type MetricsContext,
  metric,
  metricExpression,
  newestValues,
  ofAnyPod,
} from '@gpu-console/shared/metrics';
import type { Locale } from '@gpu-console/shared/units';
import type { SourceId } from './sourceIds.ts';
import type { SourceTexts } from './texts.en.ts';

export interface SourceDescription {
  readonly from: 'Kubernetes' | 'Prometheus' | 'Kubernetes, Prometheus';
  readonly text: string;
  /** Commands or PromQL that give the same number. */
  readonly queries: readonly string[];
}

const DESCRIBE = 'kubectl describe node NODE   # Allocated resources';
const LABELS = 'kubectl get nodes -L nvidia.com/gpu.count,nvidia.com/gpu.product,nvidia.com/gpu.replicas';
const DRIVER_LABELS =
  'kubectl get nodes -L nvidia.com/cuda.driver-version.full,nvidia.com/cuda.runtime-version.full';
const REQUESTS =
  'kubectl get pod POD -n NAMESPACE -o jsonpath=\'{range .spec.containers[*]}{.name}{"\\t"}{.resources.limits}{"\\n"}{end}\'';

const COMMANDS = {
  gpuTotal: [LABELS],
  gpuAllocated: [DESCRIBE, LABELS],
  gpuFree: [DESCRIBE, LABELS],
  nodeResources: [DESCRIBE],
  nodeStatus: ['kubectl get nodes'],
  nodeDriver: [DRIVER_LABELS],
  nodeFacts: ['kubectl get nodes -o wide'],
  podStatus: ['kubectl get pods -A -o wide'],
  podRequests: [REQUESTS],
} as const;

/** What a page reads numbers of: the metrics in Prometheus, null for none, and the length of the range shown. */
interface Shown {
  readonly context: MetricsContext | null;
  readonly seconds: number;
}

/** Where a number comes from; without metrics in Prometheus, what would be asked cannot be told. */
export function describeSource(
  id: SourceId,
  { context, seconds }: Shown,
  { meanings }: Pick<SourceTexts, 'meanings'>,
  locale: Locale,
): SourceDescription {
  if (id in COMMANDS) {
    const kind = id as keyof typeof COMMANDS;
    return { from: 'Kubernetes', text: meanings[kind], queries: COMMANDS[kind] };
  }
  const queries =
    context === null ? [] : promqlOf(id as Exclude<SourceId, keyof typeof COMMANDS>, context, seconds);
  if (id in meanings) {
    const from = id === 'problems' || id === 'deviceNode' ? 'Kubernetes, Prometheus' : 'Prometheus';
    return { from, text: meanings[id as keyof typeof meanings], queries };
  }
  return { from: 'Prometheus', text: metric(id as MetricId).help[locale], queries };
}

function promqlOf(
  id: Exclude<SourceId, keyof typeof COMMANDS>,
  context: MetricsContext,
  seconds: number,
): readonly string[] {
  const { dialect, exported } = context;
  const device = [...dialect.uuid.slice(0, 1), 'GPU_I_ID'];
  const of = (metricId: MetricId) => metricExpression(metric(metricId), EVERYTHING, context);
  switch (id) {
    case 'deviceIdentity':
    case 'deviceNode':
      return [`group without (__name__) (${deviceSeries(EVERYTHING, exported)})`];
    case 'holders':
      return dialect.workload.length === 0
        ? []
        : [`group without (__name__) (${deviceSeries(ofAnyPod(dialect), exported)})`];
    case 'memoryTotal':
      return ['DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_FB_FREE', 'DCGM_FI_DEV_FB_RESERVED'].map((field) =>
        newestValues(field, EVERYTHING, context, { labels: device }),
      );
    case 'heldUtilization':
      return [of('utilization')];
    case 'energyInRange':
      return [of('power'), energyExpression(context, seconds)];
    case 'problems':
      return [of('xid'), of('temperature')];
    default:
      return [of(id)];
  }
}
