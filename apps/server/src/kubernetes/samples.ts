import { hasLabels } from '@gpu-console/shared/kubernetes';
import { SAMPLE_LABELS, SAMPLES, type SampleName, sampleLabels } from '@gpu-console/shared/samples';
import { z } from 'zod';
import type { KubernetesApi } from './kubernetesApi.ts';
import { listItems } from './listItems.ts';
import { PodObject, ServiceObject } from './objects.ts';
import { podStatus } from './podStatus.ts';

const TIMEOUT_MS = 5000;
const MAX_OBJECTS = 500;

/** A sample's pod. Times are Unix seconds. */
interface SamplePodRecord {
  readonly name: string;
  readonly phase: string;
  readonly status: string;
  readonly node: string | null;
  readonly message: string | null;
  readonly since: number;
}

interface SampleRecord {
  readonly sample: SampleName;
  readonly namespace: string;
  pod: SamplePodRecord | null;
  service: { readonly name: string; readonly nodePort: number | null } | null;
}

/** What tells whose an object is. */
export const Labelled = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().default(''),
    uid: z.string().default(''),
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

/** What there is of the samples, in whatever namespace. @throws KubernetesError */
export async function readSamples(api: KubernetesApi): Promise<readonly SampleRecord[]> {
  const labelSelector = Object.entries(SAMPLE_LABELS).map(([key, value]) => `${key}=${value}`);
  const asked = { query: { labelSelector: labelSelector.join(',') }, timeoutMs: TIMEOUT_MS };
  const list = (path: string) => listItems(api, path, z.unknown(), MAX_OBJECTS, asked);
  const [pods, services] = await Promise.all([list('/api/v1/pods'), list('/api/v1/services')]);
  const found = new Map<string, SampleRecord>();
  const recordOf = (object: unknown): SampleRecord | undefined => {
    const parsed = Labelled.safeParse(object);
    const sample = parsed.success ? SAMPLES.find((one) => isOf(one, parsed.data)) : undefined;
    if (!parsed.success || sample === undefined) return undefined;
    const { namespace } = parsed.data.metadata;
    const key = `${sample} ${namespace}`;
    const record = found.get(key) ?? { sample, namespace, pod: null, service: null };
    found.set(key, record);
    return record;
  };
  for (const object of pods) {
    const record = recordOf(object);
    const pod = PodObject.safeParse(object);
    if (record !== undefined && pod.success) record.pod = podOf(pod.data);
  }
  for (const object of services) {
    const record = recordOf(object);
    const service = ServiceObject.safeParse(object);
    if (record !== undefined && service.success) record.service = serviceOf(service.data);
  }
  return [...found.values()].sort((a, b) => a.namespace.localeCompare(b.namespace));
}

/** Whether an object is one of the sample's, made from here: by its labels and its name. */
export function isOf(sample: SampleName, { metadata }: z.infer<typeof Labelled>): boolean {
  return hasLabels(metadata.labels, sampleLabels(sample));
}

function podOf(pod: PodObject): SamplePodRecord {
  const { metadata, spec, status } = pod;
  const { phase } = status;
  const scheduled = status.conditions.find(({ type }) => type === 'PodScheduled');
  const states = status.containerStatuses.map(({ state }) => state);
  const ends = states.flatMap(({ terminated }) => terminated?.finishedAt ?? []);
  const starts = states.flatMap(({ running }) => running?.startedAt ?? []);
  const unscheduled = scheduled?.status === 'False' ? scheduled : undefined;
  const times = [...ends, ...starts, unscheduled?.lastTransitionTime ?? status.startTime];
  return {
    name: metadata.name,
    phase,
    status: podStatus(pod),
    node: spec.nodeName ?? null,
    message: unscheduled?.message ?? states.map(messageOf).find((said) => said !== undefined) ?? null,
    since: times.find((time) => time != null) ?? metadata.creationTimestamp,
  };
}

function messageOf({ waiting, terminated }: PodObject['status']['containerStatuses'][number]['state']) {
  return waiting?.message ?? terminated?.message;
}

function serviceOf({ metadata, spec }: ServiceObject): SampleRecord['service'] {
  return { name: metadata.name, nodePort: spec.ports[0]?.nodePort ?? null };
}
