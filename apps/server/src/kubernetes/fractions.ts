import type { PodObject } from './objects.ts';

/** A part of a GPU that a pod of KAI's or run:ai's asks for by annotation, while its spec names no GPU. */
export interface Fraction {
  /** Of each of its GPUs, 0–1; null where it asks for memory and nothing tells which part that is. */
  readonly gpus: number | null;
  /** Of each of its GPUs; null where it asks for a part. */
  readonly memoryMebibytes: number | null;
  /** How many GPUs it asks a part of. */
  readonly devices: number;
  /** What ties it to the pods that reserve its GPUs; none before it has any. */
  readonly groups: readonly string[];
}

/** A pod that holds a whole GPU on behalf of those that share it: machinery, no workload. */
export interface Reservation {
  readonly groups: readonly string[];
  /** Of the GPU that it got; null before it says so. */
  readonly uuid: string | null;
}

type Metadata = PodObject['metadata'];

/** KAI's since 0.6, and run:ai's and KAI's before (kai-scheduler/KAI-Scheduler CHANGELOG.md). */
const RESERVATIONS: ReadonlySet<string> = new Set(['kai-resource-reservation', 'runai-reservation']);
/** kai-scheduler/KAI-Scheduler pkg/common/constants: GPUGroup, and MultiGpuGroupLabelPrefix of pods with several GPUs. */
const GROUP = /^runai-gpu-group(?:\/|$)/;

/** What a pod asks by KAI's annotations; null for one that asks for no part of a GPU. */
export function fractionOf({ annotations, labels }: Metadata): Fraction | null {
  const part = positive(annotations['gpu-fraction']);
  const memoryMebibytes = positive(annotations['gpu-memory']);
  if (part === null && memoryMebibytes === null) return null;
  const devices = Math.max(1, Math.floor(positive(annotations['gpu-fraction-num-devices']) ?? 1));
  const given = positive(annotations['runai-allocated-gpus']);
  return {
    gpus: part ?? (given === null ? null : given / devices),
    memoryMebibytes: part === null ? memoryMebibytes : null,
    devices,
    groups: groupsOf(labels),
  };
}

/** Null for a pod that reserves no GPU for others. */
export function reservationOf({ namespace, labels, annotations }: Metadata): Reservation | null {
  if (!RESERVATIONS.has(namespace) || !RESERVATIONS.has(labels['app'] ?? namespace)) return null;
  const uuid = annotations['run.ai/reserve_for_gpu_index'] ?? '';
  return { groups: groupsOf(labels), uuid: uuid.startsWith('GPU-') ? uuid : null };
}

function groupsOf(labels: Metadata['labels']): string[] {
  return Object.entries(labels).flatMap(([key, value]) => (GROUP.test(key) && value !== '' ? [value] : []));
}

function positive(text: string | undefined): number | null {
  const number = Number(text ?? 0);
  return number > 0 && Number.isFinite(number) ? number : null;
}
