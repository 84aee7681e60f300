/** A MIG profile such as `2g.20gb`: how many of the board's compute slices and how much memory. */
export interface MigProfile {
  readonly name: string;
  readonly computeSlices: number;
  readonly memoryMiB: number;
}

/**
 * In MiB: the A100 80GB's profiles as `nvidia-smi mig -lgip` lists them, the A30's as its exporter's used and free add up
 * (NVIDIA/dcgm-exporter#317).
 */
const MEMORY_MIB: Readonly<Record<string, number>> = {
  '1g.6gb': 5879,
  '1g.10gb': 9728,
  '2g.20gb': 19968,
  '3g.40gb': 40192,
  '4g.40gb': 40192,
  '7g.80gb': 81152,
};

/** @throws Error for a profile that no scenario uses */
export function migProfile(name: string): MigProfile {
  const memoryMiB = MEMORY_MIB[name];
  if (memoryMiB === undefined) throw new Error(`no MIG profile ${name}`);
  return { name, computeSlices: Number.parseInt(name, 10), memoryMiB };
}
