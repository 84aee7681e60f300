/** A GPU model: what NVIDIA's data sheets and `nvidia-smi` on such boards say. */
export interface GpuProduct {
  /** As NVML names it, and so the exporter's `modelName`. */
  readonly modelName: string;
  readonly family: string;
  readonly computeCapability: readonly [major: number, minor: number];
  /** Physical frame buffer and the part the driver keeps for itself (ECC, page tables). */
  readonly memoryMiB: number;
  readonly reservedMiB: number;
  /** Power with no process, with a process that does nothing, and at the limit. */
  readonly idleWatts: number;
  readonly heldWatts: number;
  readonly maxWatts: number;
  readonly idleSmMhz: number;
  readonly maxSmMhz: number;
  readonly idleMemoryMhz: number;
  readonly maxMemoryMhz: number;
  /** Demand of a full tensor load, in board limits: well above 1 on small cards, which then lower their clock. */
  readonly fullLoadDemand: number;
  /** Steady core temperature at the power limit in 25 °C inlet air, and where the hardware slows down. */
  readonly fullLoadCelsius: number;
  readonly slowdownCelsius: number;
  /** HBM reports a temperature of its own; GDDR boards report 0. */
  readonly hasMemoryTemperature: boolean;
  /** Bytes per second in both directions; 0 without NVLink. */
  readonly nvlinkBytesPerSecond: number;
  readonly pcieBytesPerSecond: number;
  readonly migCapable: boolean;
}

const SXM = { hasMemoryTemperature: true, reservedMiB: 640 } as const;
const CARD = { hasMemoryTemperature: false, nvlinkBytesPerSecond: 0, migCapable: false } as const;

export const products = {
  t4: {
    ...CARD,
    modelName: 'Tesla T4',
    family: 'turing',
    computeCapability: [7, 5],
    memoryMiB: 15360,
    // Driver 450 counted the ECC share out of the total: 15109 MiB.
    reservedMiB: 251,
    idleWatts: 9.6,
    heldWatts: 26.5,
    maxWatts: 70,
    idleSmMhz: 300,
    maxSmMhz: 1590,
    idleMemoryMhz: 405,
    maxMemoryMhz: 5000,
    fullLoadDemand: 1.55,
    fullLoadCelsius: 76,
    slowdownCelsius: 93,
    pcieBytesPerSecond: 15.75e9,
  },
  p100: {
    ...CARD,
    modelName: 'Tesla P100-PCIE-16GB',
    family: 'pascal',
    computeCapability: [6, 0],
    memoryMiB: 16384,
    reservedMiB: 104,
    idleWatts: 26,
    heldWatts: 32,
    maxWatts: 250,
    idleSmMhz: 405,
    maxSmMhz: 1328,
    idleMemoryMhz: 715,
    maxMemoryMhz: 715,
    fullLoadDemand: 1.05,
    fullLoadCelsius: 74,
    slowdownCelsius: 85,
    pcieBytesPerSecond: 15.75e9,
  },
  v100: {
    ...SXM,
    modelName: 'Tesla V100-SXM2-32GB',
    family: 'volta',
    computeCapability: [7, 0],
    memoryMiB: 32768,
    idleWatts: 42,
    heldWatts: 62,
    maxWatts: 300,
    idleSmMhz: 135,
    maxSmMhz: 1530,
    idleMemoryMhz: 877,
    maxMemoryMhz: 877,
    fullLoadDemand: 1.08,
    fullLoadCelsius: 69,
    slowdownCelsius: 87,
    nvlinkBytesPerSecond: 300e9,
    pcieBytesPerSecond: 15.75e9,
    migCapable: false,
  },
  a100x40: {
    ...SXM,
    modelName: 'NVIDIA A100-SXM4-40GB',
    family: 'ampere',
    computeCapability: [8, 0],
    memoryMiB: 40960,
    idleWatts: 52,
    heldWatts: 82,
    maxWatts: 400,
    idleSmMhz: 210,
    maxSmMhz: 1410,
    idleMemoryMhz: 1215,
    maxMemoryMhz: 1215,
    fullLoadDemand: 1.02,
    fullLoadCelsius: 66,
    slowdownCelsius: 89,
    nvlinkBytesPerSecond: 600e9,
    pcieBytesPerSecond: 31.5e9,
    migCapable: true,
  },
  a100x80: {
    ...SXM,
    modelName: 'NVIDIA A100-SXM4-80GB',
    family: 'ampere',
    computeCapability: [8, 0],
    memoryMiB: 81920,
    idleWatts: 61,
    heldWatts: 88,
    maxWatts: 400,
    idleSmMhz: 210,
    maxSmMhz: 1410,
    idleMemoryMhz: 1593,
    maxMemoryMhz: 1593,
    fullLoadDemand: 1.05,
    fullLoadCelsius: 67,
    slowdownCelsius: 89,
    nvlinkBytesPerSecond: 600e9,
    pcieBytesPerSecond: 31.5e9,
    migCapable: true,
  },
  h100: {
    ...SXM,
    modelName: 'NVIDIA H100 80GB HBM3',
    family: 'hopper',
    computeCapability: [9, 0],
    memoryMiB: 81559,
    idleWatts: 69,
    heldWatts: 116,
    maxWatts: 700,
    idleSmMhz: 345,
    maxSmMhz: 1980,
    idleMemoryMhz: 2619,
    maxMemoryMhz: 2619,
    fullLoadDemand: 1.1,
    fullLoadCelsius: 67,
    slowdownCelsius: 87,
    nvlinkBytesPerSecond: 900e9,
    pcieBytesPerSecond: 63e9,
    migCapable: true,
  },
  h200: {
    ...SXM,
    modelName: 'NVIDIA H200',
    family: 'hopper',
    computeCapability: [9, 0],
    memoryMiB: 143771,
    idleWatts: 76,
    heldWatts: 121,
    maxWatts: 700,
    idleSmMhz: 345,
    maxSmMhz: 1980,
    idleMemoryMhz: 3201,
    maxMemoryMhz: 3201,
    fullLoadDemand: 1.08,
    fullLoadCelsius: 66,
    slowdownCelsius: 87,
    nvlinkBytesPerSecond: 900e9,
    pcieBytesPerSecond: 63e9,
    migCapable: true,
  },
  l40s: {
    ...CARD,
    modelName: 'NVIDIA L40S',
    family: 'ada-lovelace',
    computeCapability: [8, 9],
    memoryMiB: 46068,
    reservedMiB: 596,
    idleWatts: 35,
    heldWatts: 79,
    maxWatts: 350,
    idleSmMhz: 210,
    maxSmMhz: 2520,
    idleMemoryMhz: 405,
    maxMemoryMhz: 9001,
    fullLoadDemand: 1.12,
    fullLoadCelsius: 74,
    slowdownCelsius: 92,
    pcieBytesPerSecond: 31.5e9,
  },
  l4: {
    ...CARD,
    modelName: 'NVIDIA L4',
    family: 'ada-lovelace',
    computeCapability: [8, 9],
    memoryMiB: 23034,
    reservedMiB: 521,
    idleWatts: 13,
    heldWatts: 29,
    maxWatts: 72,
    idleSmMhz: 210,
    maxSmMhz: 2040,
    idleMemoryMhz: 405,
    maxMemoryMhz: 6251,
    fullLoadDemand: 1.5,
    fullLoadCelsius: 73,
    slowdownCelsius: 92,
    pcieBytesPerSecond: 31.5e9,
  },
} as const satisfies Record<string, GpuProduct>;

export type ProductKey = keyof typeof products;
