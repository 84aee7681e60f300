import { chance, noise } from './random.ts';

/** What a process asks of its GPU at one moment; each part is a ratio of what the device can give. */
export interface Load {
  /** Some kernel runs. */
  busy: number;
  sm: number;
  tensor: number;
  dram: number;
  memory: number;
  pcieIn: number;
  pcieOut: number;
  nvlink: number;
  /** Which unit the load is on; a video or copy engine matters to a few fields only. */
  decoder: number;
}

export type LoadProfile =
  | { readonly kind: 'training' }
  | { readonly kind: 'inference' }
  | { readonly kind: 'notebook' }
  | { readonly kind: 'held' }
  /** It only asks the driver which GPU it has. */
  | { readonly kind: 'nothing' }
  /** dcgmproftester; `field` is its `-t`: 1004 loads the tensor pipe, 1005 the memory, others the SMs. */
  | { readonly kind: 'proftester'; readonly field: number };

/**
 * The load of a profile as a pure function.
 * @param seed of this process: two jobs of one profile differ
 * @param age seconds since the container started
 * @param now Unix seconds, for what follows the time of day
 */
export function loadAt(profile: LoadProfile, seed: number, age: number, now: number): Load {
  switch (profile.kind) {
    case 'training':
      return training(seed, age);
    case 'inference':
      return inference(seed, age, now);
    case 'notebook':
      return notebook(seed, age);
    case 'nothing':
      return NOTHING;
    case 'held':
      return { ...NOTHING, memory: age < 10 ? 0.01 : 0.08 + 0.5 * chance(seed, 1) };
    case 'proftester':
      return proftester(profile.field, seed, age);
  }
}

const NOTHING: Load = {
  busy: 0,
  sm: 0,
  tensor: 0,
  dram: 0,
  memory: 0,
  pcieIn: 0,
  pcieOut: 0,
  nvlink: 0,
  decoder: 0,
};

/** Loads data, then runs steadily high with a dip at every checkpoint and now and then a stall for want of data. */
function training(seed: number, age: number): Load {
  const warmUp = 25 + 60 * chance(seed, 2);
  const memory = 0.45 + 0.48 * chance(seed, 3);
  if (age < warmUp) {
    return {
      ...NOTHING,
      busy: 0.06,
      sm: 0.03,
      dram: 0.02,
      memory: memory * (0.1 + 0.5 * (age / warmUp)),
      pcieIn: 0.2,
    };
  }
  const period = 600 + 900 * chance(seed, 4);
  const inPeriod = (age - warmUp) % period;
  if (age - warmUp > period && inPeriod < 14 + 24 * chance(seed, 5)) {
    return { ...NOTHING, busy: 0.08, sm: 0.03, dram: 0.05, memory, pcieOut: 0.35 };
  }
  const shape = steady(seed, age, 0.9 + 0.08 * chance(seed, 6), 0.32 + 0.3 * chance(seed, 7), memory);
  return isStalled(seed, age) ? scaled(shape, 0.22) : shape;
}

function steady(seed: number, age: number, busy: number, tensor: number, memory: number): Load {
  const wave = 1 + 0.035 * noise(seed, age / 45) + 0.015 * noise(seed + 1, age / 12);
  return {
    busy: Math.min(1, busy * wave),
    sm: Math.min(0.98, (busy - 0.08) * wave),
    tensor: tensor * wave,
    dram: Math.min(0.92, (0.3 + tensor * 0.55) * wave),
    memory,
    pcieIn: 0.06 * wave,
    pcieOut: 0.02 * wave,
    nvlink: 0.28 * tensor * wave,
    decoder: 0,
  };
}

/** One 20-minute stretch in nine holds a stall of one to three minutes. */
function isStalled(seed: number, age: number): boolean {
  const stretch = Math.floor(age / 1200);
  if (chance(seed + 2, stretch) > 1 / 9) return false;
  const begin = 900 * chance(seed + 3, stretch);
  const inside = (age % 1200) - begin;
  return inside > 0 && inside < 60 + 120 * chance(seed + 4, stretch);
}

/** Follows the time of day, with bursts; the weights and the cache keep their memory throughout. */
function inference(seed: number, age: number, now: number): Load {
  const memory = 0.55 + 0.37 * chance(seed, 2);
  if (age < 40) return { ...NOTHING, memory: memory * (age / 40), pcieIn: 0.4 };
  const hour = (now / 3600 + 3 * chance(seed, 3)) % 24;
  const day = 0.5 - 0.5 * Math.cos(((hour - 3) / 24) * 2 * Math.PI);
  const burst = Math.max(0, noise(seed, age / 75)) * 0.45 + 0.12 * noise(seed + 1, age / 15);
  const rate = Math.min(1, Math.max(0.01, 0.08 + (0.25 + 0.3 * chance(seed, 4)) * day + burst));
  return {
    busy: rate,
    sm: rate * 0.55,
    tensor: rate * 0.22,
    dram: rate * 0.6,
    memory,
    pcieIn: rate * 0.05,
    pcieOut: rate * 0.03,
    nvlink: 0,
    decoder: chance(seed, 5) > 0.8 ? rate * 0.3 : 0,
  };
}

/** Somebody thinks, then runs a cell: five-minute stretches, one in three with a burst in it. */
function notebook(seed: number, age: number): Load {
  const memory = age < 90 ? 0.004 : 0.12 + 0.35 * chance(seed, 2);
  const stretch = Math.floor(age / 300);
  const begin = 150 * chance(seed + 1, stretch);
  const inside = (age % 300) - begin;
  const runs = chance(seed, stretch) < 0.34 && inside > 0 && inside < 40 + 110 * chance(seed + 2, stretch);
  if (age < 90 || !runs) return { ...NOTHING, memory };
  return steady(
    seed,
    age,
    0.45 + 0.4 * chance(seed + 3, stretch),
    0.1 + 0.2 * chance(seed + 4, stretch),
    memory,
  );
}

function proftester(field: number, seed: number, age: number): Load {
  if (age < 4) return { ...NOTHING, busy: 0.2, memory: 0.02 };
  const flat = 1 - 0.006 * (1 + noise(seed, age / 20));
  const load = { ...NOTHING, busy: 1, sm: 0.99 * flat, memory: 0.033 };
  if (field === 1005) return { ...load, tensor: 0, dram: 0.9 * flat, memory: 0.3 };
  if (field === 1004) return { ...load, tensor: 0.96 * flat, dram: 0.36 * flat };
  return { ...load, dram: 0.02 };
}

/** The same load at a part of its speed; what it holds in memory stays. */
export function scaled(load: Load, by: number): Load {
  return {
    busy: load.busy * by,
    sm: load.sm * by,
    tensor: load.tensor * by,
    dram: load.dram * by,
    memory: load.memory,
    pcieIn: load.pcieIn * by,
    pcieOut: load.pcieOut * by,
    nvlink: load.nvlink * by,
    decoder: load.decoder * by,
  };
}

/** Several processes on one device: their demands add up to at most the whole of it. */
export function together(loads: readonly Load[]): Load {
  const [only] = loads;
  if (loads.length === 1 && only) return only;
  const sum = { ...NOTHING };
  for (const load of loads) {
    for (const part of PARTS) sum[part] = Math.min(1, sum[part] + load[part]);
  }
  return sum;
}

const PARTS = ['busy', 'sm', 'tensor', 'dram', 'memory', 'pcieIn', 'pcieOut', 'nvlink', 'decoder'] as const;
