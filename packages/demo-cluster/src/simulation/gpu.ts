import { type Load, type LoadProfile, loadAt, scaled, together } from './load.ts';
import type { MigProfile } from './mig.ts';
import type { GpuProduct } from './products.ts';
import { chance, noise, seedOf } from './random.ts';

/** A device as dynamic resource allocation calls it, and the claim that got it. */
export interface ClaimedDevice {
  readonly claimName: string;
  readonly claimNamespace: string;
  readonly driver: string;
  readonly pool: string;
  readonly device: string;
}

/** A part of a card as HAMi deals it out. */
export interface CardShare {
  readonly uuid: string;
  readonly memoryMiB: number;
  /** Percent of the card's. */
  readonly cores: number;
}

/** A container that holds a device. */
export interface Occupant {
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  readonly profile: LoadProfile;
  readonly seed: number;
  /** Where a ResourceClaim gave it the device. */
  readonly claim?: ClaimedDevice;
  readonly card?: CardShare;
  /** KAI's group of those that share the GPU. */
  readonly gpuGroup?: string;
  /** The part of the GPU that it may use, all unless told. */
  readonly share?: number;
  /** Kubelet did not give it the GPU, so that the exporter does not know of it. */
  readonly isUnlisted?: true;
  /** Unix seconds; undefined while the image is being pulled: the device is taken but nothing runs. */
  startedAt: number | undefined;
}

/** What one reading of a device, or of a MIG instance, shows. */
interface Reading {
  load: Load;
  usedMiB: number;
}

/** A MIG instance with what it shows now. */
export interface MigInstance extends Reading {
  readonly id: number;
  readonly profile: MigProfile;
  readonly totalMiB: number;
  occupants: Occupant[];
}

const IDLE: Load = together([]);

/** Clock event reasons (dcgm_fields.h, DCGM_CLOCKS_EVENT_REASON_*). */
const REASON = {
  idle: 0x1,
  softwarePower: 0x4,
  hardwareSlowdown: 0x8,
  hardwareThermal: 0x40,
  powerBrake: 0x80,
} as const;

/** One physical GPU: its load becomes clocks, power, heat and counters, one reading after another. */
export class Gpu implements Reading {
  readonly product: GpuProduct;
  readonly index: number;
  readonly uuid: string;
  readonly pciBusId: string;
  readonly instances: readonly MigInstance[];
  /** How many pods may share it; 1 without time-slicing. */
  readonly replicas: number;
  occupants: Occupant[] = [];

  load: Load = IDLE;
  usedMiB = 0;
  smMhz: number;
  memoryMhz: number;
  watts: number;
  celsius: number;
  /** 0 where the board has no such sensor. */
  memoryCelsius = 0;
  clockReasons: number = REASON.idle;
  /** Counters since driver load: mJ, ns and counts. */
  energyMilliJoules: number;
  powerViolationNs = 0;
  thermalViolationNs = 0;
  pcieReplays = 0;
  singleBitErrors = 0;
  doubleBitErrors = 0;
  correctableRemaps = 0;
  uncorrectableRemaps = 0;
  /** The last XID, 0 for none; it stays until the driver is loaded again. */
  xid = 0;
  /** Fallen off the bus: nothing but the XID can be read. */
  lost = false;
  /** Fallen off the bus before the exporter looked. */
  unseen = false;
  /** The profiling module gives 0 for whatever it is asked. */
  isProfilingStuck = false;
  remapPending = false;
  remapFailed = false;
  /** What of its clock the power supply leaves it. */
  powerBrake = 1;
  /** 1 with good air, above 1 when it gets too little. */
  heatResistance = 1;
  /** Single-bit errors per hour. */
  errorRate = 0;

  readonly #xids: { readonly code: number; readonly at: number }[] = [];
  readonly #seed: number;
  readonly #inletCelsius: number;
  #sampledAt: number;

  constructor(options: {
    product: GpuProduct;
    index: number;
    uuid: string;
    pciBusId: string;
    instances?: readonly MigProfile[];
    replicas?: number;
    /** Unix seconds */
    now: number;
    driverLoadedAt: number;
  }) {
    const { product, uuid } = options;
    this.product = product;
    this.index = options.index;
    this.uuid = uuid;
    this.pciBusId = options.pciBusId;
    this.replicas = options.replicas ?? 1;
    this.#seed = seedOf(uuid);
    this.#inletCelsius = 23 + 4 * chance(this.#seed, 1);
    this.#sampledAt = options.now;
    this.smMhz = product.idleSmMhz;
    this.memoryMhz = product.idleMemoryMhz;
    this.watts = product.idleWatts;
    this.celsius = this.#restingCelsius(product.idleWatts);
    // The time before the simulation starts counts as half busy.
    const before = options.now - options.driverLoadedAt;
    this.energyMilliJoules = Math.round(before * (product.idleWatts + product.maxWatts) * 500);
    this.pcieReplays = chance(this.#seed, 2) > 0.8 ? Math.floor(20 * chance(this.#seed, 3)) : 0;
    // nvidia-smi numbers instances from 1 upwards when several sizes are mixed; 0 is the whole device's.
    this.instances = (options.instances ?? []).map((profile, index) => ({
      id: index + 1,
      profile,
      totalMiB: profile.memoryMiB,
      occupants: [],
      load: IDLE,
      usedMiB: 12,
    }));
  }

  /** Everything that holds this GPU or a part of it. */
  get holders(): Occupant[] {
    return [...this.occupants, ...this.instances.flatMap((instance) => instance.occupants)];
  }

  /** One occupant's part of what the last reading showed, as NVML tells it of processes. */
  partOf(occupant: Occupant): { readonly busy: number; readonly usedMiB: number } {
    const own = loadOf([occupant], this.#sampledAt);
    const all = this.occupants.map((one) => loadOf([one], this.#sampledAt));
    const share = (part: 'busy' | 'memory') =>
      own[part] / (all.reduce((sum, load) => sum + load[part], 0) || 1);
    return { busy: this.load.busy * share('busy'), usedMiB: Math.floor(this.usedMiB * share('memory')) };
  }

  /** The driver reports an XID at `at` (Unix seconds). */
  report(code: number, at: number): void {
    this.xid = code;
    this.#xids.push({ code, at });
  }

  /** How often each XID was reported in the `seconds` before the last reading. */
  xidsWithin(seconds: number): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const { code, at } of this.#xids) {
      if (at > this.#sampledAt - seconds) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return counts;
  }

  /** The driver is loaded anew, as after a reboot: its counters begin again. */
  loadDriver(): void {
    this.xid = 0;
    this.energyMilliJoules = 0;
    this.powerViolationNs = 0;
    this.thermalViolationNs = 0;
    this.pcieReplays = 0;
    this.singleBitErrors = 0;
    this.doubleBitErrors = 0;
  }

  /** Reads the device at `now` (Unix seconds): all that happened since the reading before is in it. */
  sample(now: number): void {
    const seconds = now - this.#sampledAt;
    this.#sampledAt = now;
    if (this.lost) return;
    this.#readLoad(now);
    this.#setPowerAndClock(now, seconds);
    this.#heat(seconds);
    this.#count(seconds);
  }

  #readLoad(now: number): void {
    const totalMiB = this.product.memoryMiB - this.product.reservedMiB;
    for (const instance of this.instances) {
      instance.load = loadOf(instance.occupants, now);
      instance.usedMiB = 12 + Math.round(instance.load.memory * (instance.totalMiB - 12));
    }
    if (this.instances.length === 0) {
      this.load = uneven(loadOf(this.occupants, now), this.#seed, now);
      this.usedMiB = Math.round(this.load.memory * totalMiB);
      return;
    }
    this.load = together(
      this.instances.map(({ load, profile }) => ({
        ...scaled(load, profile.computeSlices / (this.product.migSlices ?? 7)),
        memory: (load.memory * profile.memoryMiB) / totalMiB,
      })),
    );
    this.usedMiB = this.instances.reduce((sum, instance) => sum + instance.usedMiB, 0);
  }

  #setPowerAndClock(now: number, seconds: number): void {
    const { product, load } = this;
    const held = this.holders.some(
      ({ startedAt, profile }) =>
        startedAt !== undefined && now - startedAt > 3 && profile.kind !== 'nothing',
    );
    if (!held) {
      this.smMhz = product.idleSmMhz;
      this.memoryMhz = product.idleMemoryMhz;
      this.watts = product.idleWatts * (1 + 0.015 * noise(this.#seed, now / 60));
      this.clockReasons = REASON.idle;
      return;
    }
    const dynamic = 0.3 * load.sm + 0.55 * load.tensor + 0.25 * load.dram;
    const demand = (dynamic / 0.94) * product.fullLoadDemand;
    const cool = this.#coolingLimit(demand, seconds);
    const speed = Math.min(1, cool, this.powerBrake, demand > 0.96 ? 0.96 / demand : 1);
    this.smMhz = Math.round((product.maxSmMhz * speed) / 15) * 15;
    this.memoryMhz = product.maxMemoryMhz;
    const wave = 1 + 0.012 * noise(this.#seed, now / 15);
    const watts =
      product.heldWatts +
      (product.maxWatts - product.heldWatts) * Math.min(demand, 0.985, demand * speed + 0.02);
    this.watts = Math.min(product.maxWatts, watts * wave);
    this.clockReasons =
      (demand > 0.96 ? REASON.softwarePower : 0) |
      (cool < 1 ? REASON.hardwareSlowdown | REASON.hardwareThermal : 0) |
      (this.powerBrake < 1 ? REASON.hardwareSlowdown | REASON.powerBrake : 0);
  }

  /** The share of its clock at which the board stays below its slowdown temperature until the next reading. */
  #coolingLimit(demand: number, seconds: number): number {
    const { slowdownCelsius, heldWatts, maxWatts } = this.product;
    const way = Math.max(wayToRest(seconds), 0.01);
    const restingAt = this.celsius + (slowdownCelsius - this.celsius) / way;
    const watts = (restingAt - this.#inletCelsius) / this.#celsiusPerWatt;
    const power = (watts - heldWatts) / (maxWatts - heldWatts);
    return Math.min(1, Math.max(0.3, (power - 0.02) / demand));
  }

  #restingCelsius(watts: number): number {
    return this.#inletCelsius + this.#celsiusPerWatt * watts;
  }

  get #celsiusPerWatt(): number {
    const { fullLoadCelsius, maxWatts } = this.product;
    return ((fullLoadCelsius - 25) / maxWatts) * this.heatResistance;
  }

  #heat(seconds: number): void {
    this.celsius += (this.#restingCelsius(this.watts) - this.celsius) * wayToRest(seconds);
    if (!this.product.hasMemoryTemperature) return;
    this.memoryCelsius = this.celsius + 3 + 9 * this.load.dram;
  }

  #count(seconds: number): void {
    this.energyMilliJoules += this.watts * seconds * 1000;
    if (this.clockReasons & REASON.softwarePower) this.powerViolationNs += seconds * 0.3e9;
    if (this.clockReasons & REASON.hardwareThermal) this.thermalViolationNs += seconds * 0.8e9;
    const draw = chance(this.#seed + 5, Math.round(this.#sampledAt));
    if (draw < (this.errorRate * seconds) / 3600) this.singleBitErrors += 1 + (Math.floor(draw * 1e4) % 3);
    if (draw > 1 - seconds / 200_000) this.pcieReplays += 1;
  }
}

/** The GPUs of one job do almost, not quite, the same. */
function uneven(load: Load, seed: number, now: number): Load {
  const { memory, busy } = load;
  const wave = 1 + 0.012 * noise(seed + 7, now / 40);
  return {
    ...scaled(load, wave),
    busy: Math.min(1, busy * wave),
    memory: Math.min(1, memory * (1 + 0.012 * (chance(seed, 8) - 0.5))),
  };
}

/** First-order lag: a heat sink goes two thirds of the way to its resting temperature in 45 s. */
function wayToRest(seconds: number): number {
  return 1 - Math.exp(-seconds / 45);
}

function loadOf(occupants: readonly Occupant[], now: number): Load {
  const loads: Load[] = [];
  for (const { profile, seed, startedAt, share = 1 } of occupants) {
    if (startedAt === undefined || startedAt > now) continue;
    const load = loadAt(profile, seed, now - startedAt, now);
    loads.push(share < 1 ? { ...scaled(load, share), memory: load.memory * share } : load);
  }
  return loads.length === 0 ? IDLE : together(loads);
}
