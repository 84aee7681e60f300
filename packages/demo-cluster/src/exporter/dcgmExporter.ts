import type { Gpu, MigInstance, Occupant } from '../simulation/gpu.ts';
import type { ExporterEra } from '../simulation/plan.ts';
import { type CounterSet, type DcgmField, fieldsOfEra } from './dcgmFields.ts';
import { expositionText, type Family, type LabelSet, labelSet, type Sample } from './labelSet.ts';

export interface ExporterOptions {
  readonly era: ExporterEra;
  readonly counters: CounterSet;
  readonly gpus: readonly Gpu[];
  readonly driver: string;
  /** The `Hostname` label: the node's name, or the exporter pod's where NODE_NAME is not passed down (2.x). */
  readonly hostname: () => string;
}

/** A series' owner: a device or a MIG instance, with the pod that has it if there is one. */
interface Entity {
  readonly gpu: Gpu;
  readonly part: MigInstance | undefined;
  readonly labels: LabelSet;
}

/** One node's dcgm-exporter. It reads its GPUs when it collects; a scrape gets what was read last. */
export class DcgmExporter {
  readonly #options: ExporterOptions;
  readonly #fields: readonly DcgmField[];
  readonly #labelSets = new Map<string, LabelSet>();
  #families: readonly Family[] = [];

  constructor(options: ExporterOptions) {
    this.#options = options;
    this.#fields = fieldsOfEra(options.era, options.counters);
  }

  /** Reads all GPUs. @param now Unix seconds */
  collect(now: number): void {
    for (const gpu of this.#options.gpus) gpu.sample(now);
    const entities = this.#options.gpus.flatMap((gpu) => this.#entitiesOf(gpu));
    this.#families = this.#fields.map((field) => ({ ...field, samples: samplesOf(field, entities) }));
  }

  get families(): readonly Family[] {
    return this.#families;
  }

  /** The body of `/metrics`. */
  text(): string {
    return expositionText(this.#families);
  }

  #entitiesOf(gpu: Gpu): Entity[] {
    if (gpu.instances.length > 0) {
      const parts = gpu.instances.map((part) => this.#entity(gpu, part, part.occupants[0]));
      return [this.#entity(gpu, undefined, undefined), ...parts];
    }
    if (gpu.occupants.length === 0) return [this.#entity(gpu, undefined, undefined)];
    // With time-slicing the device's series are repeated for each pod that shares it.
    return gpu.occupants.map((occupant, index) =>
      this.#entity(gpu, undefined, occupant, gpu.replicas > 1 ? index : undefined),
    );
  }

  #entity(gpu: Gpu, part: MigInstance | undefined, occupant: Occupant | undefined, vgpu?: number): Entity {
    const hostname = this.#options.hostname();
    const key = `${gpu.index}/${part?.id}/${occupant?.podUid}/${occupant?.container}/${vgpu}/${hostname}`;
    let labels = this.#labelSets.get(key);
    if (!labels) {
      labels = labelSet([
        ...deviceLabels(gpu, part, hostname, this.#options),
        ...workloadLabels(occupant, vgpu, this.#options.era),
      ]);
      this.#labelSets.set(key, labels);
    }
    return { gpu, part, labels };
  }
}

/** The order in which each era's template prints them (dcgm-exporter, pkg/dcgmexporter/expcollector). */
function deviceLabels(
  gpu: Gpu,
  part: MigInstance | undefined,
  hostname: string,
  { era, driver }: ExporterOptions,
): LabelSet['pairs'] {
  const isOld = era === '2.x';
  return [
    ['gpu', String(gpu.index)],
    ['UUID', gpu.uuid],
    ...(isOld ? [] : [['pci_bus_id', gpu.pciBusId] as const]),
    ['device', `nvidia${gpu.index}`],
    ['modelName', gpu.product.modelName],
    ...(part
      ? ([
          ['GPU_I_PROFILE', part.profile.name],
          ['GPU_I_ID', String(part.id)],
        ] as const)
      : []),
    ['Hostname', hostname],
    ...(isOld ? [] : [['DCGM_FI_DRIVER_VERSION', driver] as const]),
  ];
}

/** 2.x prints empty labels for a free GPU, later ones none. */
function workloadLabels(
  occupant: Occupant | undefined,
  vgpu: number | undefined,
  era: ExporterEra,
): LabelSet['pairs'] {
  if (!occupant && era !== '2.x') return [];
  return [
    ['container', occupant?.container ?? ''],
    ['namespace', occupant?.namespace ?? ''],
    ['pod', occupant?.pod ?? ''],
    ...(era === '4.x' && occupant ? [['pod_uid', occupant.podUid] as const] : []),
    ...(vgpu === undefined ? [] : [['vgpu', String(vgpu)] as const]),
  ];
}

function samplesOf(field: DcgmField, entities: readonly Entity[]): Sample[] {
  const samples: Sample[] = [];
  for (const { gpu, part, labels } of entities) {
    if (!applies(field, gpu, part)) continue;
    const value = field.read(gpu, part);
    samples.push({
      name: field.name,
      labels,
      value: field.isFloat ? value.toFixed(6) : String(Math.round(value)),
    });
  }
  return samples;
}

function applies({ scope, name }: DcgmField, gpu: Gpu, part: MigInstance | undefined): boolean {
  // All that DCGM still knows of a GPU that fell off the bus.
  if (gpu.lost) return name === 'DCGM_FI_DEV_XID_ERRORS' && !part;
  // The profiling module needs Volta or later.
  if (name.startsWith('DCGM_FI_PROF_') && gpu.product.computeCapability[0] < 7) return false;
  if (scope === 'device') return !part;
  if (gpu.instances.length === 0) return true;
  return scope === 'part' && part !== undefined;
}
