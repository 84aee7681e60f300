/** A model that MIG splits into other than seven compute slices. */
interface MigModel {
  readonly name: RegExp;
  readonly slices: number;
  /** Gigabytes of a slice, as the names of profiles have them (`1g.24gb`). */
  readonly sliceGigabytes: number;
}

const DEFAULT_SLICES = 7;
/** NVIDIA's MIG user guide, "Supported GPUs" and "Supported MIG Profiles". */
const MODELS: readonly MigModel[] = [
  { name: /\bA30X?\b/i, slices: 4, sliceGigabytes: 6 },
  { name: /\bRTX[- ]PRO[- ]6000\b/i, slices: 4, sliceGigabytes: 24 },
  { name: /\bRTX[- ]PRO[- ]5000\b/i, slices: 2, sliceGigabytes: 24 },
  { name: /\bRTX[- ]PRO[- ]4500\b/i, slices: 2, sliceGigabytes: 16 },
];
/** `1g.24gb`, `1g.24gb.me.all`, `1g.24gb-me`, `1c.3g.40gb` (one compute slice of an instance of three). */
const PROFILE = /^(?:(\d+)c\.)?(\d+)g\.(\d+)gb/;

/** A MIG profile by its name: compute slices, and gigabytes of memory; null for another name. */
export function migProfile(profile: string): { readonly slices: number; readonly gigabytes: number } | null {
  const [, compute, instance, gigabytes] = PROFILE.exec(profile) ?? [];
  return instance === undefined
    ? null
    : { slices: Number(compute ?? instance), gigabytes: Number(gigabytes) };
}

/**
 * The compute slices of the board that an instance of a profile is cut from.
 * @param models of the boards that the node has: of several, the one whose slices have the profile's memory
 */
export function migSlices(profile: string, models: readonly string[]): number {
  const [, , slices, gigabytes] = PROFILE.exec(profile) ?? [];
  const known = MODELS.filter(({ name }) => models.some((model) => name.test(model)));
  const fits = known.find((one) => Number(slices) * one.sliceGigabytes === Number(gigabytes));
  const isOnlyModel = known.length > 0 && models.every((model) => known.some(({ name }) => name.test(model)));
  return (fits ?? (isOnlyModel ? known[0] : undefined))?.slices ?? DEFAULT_SLICES;
}

/** The part of its board that an instance is; null for what is no profile. */
export function migShare(profile: string, models: readonly string[]): number | null {
  const parsed = migProfile(profile);
  return parsed && Math.min(1, parsed.slices / migSlices(profile, models));
}

/** Instances of one profile that a board takes: compute bounds them, or memory where the model's name tells it. */
export function instancesPerBoard(profile: string, models: readonly string[]): number {
  const parsed = migProfile(profile);
  if (parsed === null) return 1;
  const byCompute = Math.floor(migSlices(profile, models) / parsed.slices);
  const gigabytes = models.map(boardGigabytes).find((known) => known !== null) ?? null;
  const byMemory = gigabytes === null ? byCompute : Math.round(gigabytes / parsed.gigabytes);
  return Math.max(1, Math.min(byCompute, byMemory));
}

/** `NVIDIA-A100-SXM4-80GB`, `nvidia-h200-141gb`; GKE calls the A100 of 40 GB `nvidia-tesla-a100`. */
function boardGigabytes(model: string): number | null {
  if (model === 'nvidia-tesla-a100') return 40;
  const gigabytes = /[- ](\d+)gb(?![.\d])/i.exec(model)?.[1];
  return gigabytes === undefined ? null : Number(gigabytes);
}
