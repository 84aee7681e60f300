import type { Gpu, MigInstance, Occupant } from '../simulation/gpu.ts';
import type { ExporterEra, ExporterFlags } from '../simulation/plan.ts';
import { blankOf } from './blankValues.ts';
import { type CounterSet, type DcgmField, fieldsOfEra } from './dcgmFields.ts';
import { isSince } from './eras.ts';
import { expositionText, type Family, type LabelSet, labelSet, type Sample } from './labelSet.ts';
import { nameOf1x } from './namesOf1x.ts';
import { printedAs } from './namesOfToday.ts';

export interface ExporterOptions extends Omit<ExporterFlags, 'hostname'> {
  readonly era: ExporterEra;
  readonly counters: CounterSet;
  readonly gpus: readonly Gpu[];
  readonly driver: string;
  /** What it calls its host. */
  readonly hostname: () => string;
}

/** A series' owner: a device or a MIG instance, with the pod that has it if there is one. */
interface Entity {
  readonly gpu: Gpu;
  readonly part: MigInstance | undefined;
  readonly labels: LabelSet;
  /** The pod's own part of a GPU that it shares. */
  readonly own?: ReturnType<Gpu['partOf']>;
  /** An instance that tells of its board as well. */
  readonly isForBoard?: boolean;
  /** Only the fields that the pods beside it have their own parts of. */
  readonly isWholeOfParts?: boolean;
}

/** The exporter's default (--xid-count-window-size). */
const XID_WINDOW_SECONDS = 300;

/** What NVML tells of each process (dcgm-exporter 4.6, isPerProcessMetric). */
const PER_PROCESS: Readonly<Record<string, (own: ReturnType<Gpu['partOf']>) => number>> = {
  DCGM_FI_DEV_GPU_UTIL: ({ busy }) => 100 * busy,
  DCGM_FI_DEV_FB_USED: ({ usedMiB }) => usedMiB,
};

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
    this.#families = this.#fields.map((field) => {
      const { era } = this.#options;
      const printed =
        era === '1.x' ? { ...field, name: nameOf1x(field.name) ?? field.name } : printedAs(field, era);
      return { ...printed, samples: samplesOf(field, printed, entities, this.#options) };
    });
    if (this.#countsXids) this.#families = [...this.#families, this.#xidCounts(entities)];
  }

  /** Of the exporter's own metrics, which need a version of today and a line in the counters list. */
  get #countsXids(): boolean {
    return this.#options.counters === 'extended' && isSince('4.x', this.#options.era);
  }

  /** How often each XID came in the last minutes; 0, and no code, where none did (dcgm-exporter, DCGM_EXP_XID_ERRORS_COUNT). */
  #xidCounts(entities: readonly Entity[]): Family {
    const name = 'DCGM_EXP_XID_ERRORS_COUNT';
    const samples = entities
      .filter(({ part, isWholeOfParts }) => !part && !isWholeOfParts)
      .flatMap(({ gpu, labels }): Sample[] => {
        const window = ['window_size_in_ms', String(XID_WINDOW_SECONDS * 1000)] as const;
        const counts = [...gpu.xidsWithin(XID_WINDOW_SECONDS)];
        if (counts.length === 0) return [{ name, labels: this.#extended(labels, [window]), value: '0' }];
        return counts.map(([code, count]) => ({
          name,
          labels: this.#extended(labels, [window, ['xid', String(code)]]),
          value: String(count),
        }));
      });
    return { name, type: 'gauge', help: 'Count of XID Errors within user-specified time window', samples };
  }

  #extended(labels: LabelSet, more: LabelSet['pairs']): LabelSet {
    const key = `${labels.text} ${JSON.stringify(more)}`;
    const known = this.#labelSets.get(key) ?? labelSet([...labels.pairs, ...more]);
    this.#labelSets.set(key, known);
    return known;
  }

  get families(): readonly Family[] {
    return this.#families;
  }

  /** The body of `/metrics`. */
  text(): string {
    return expositionText(this.#families);
  }

  #entitiesOf(gpu: Gpu): Entity[] {
    const { mapsPods = true, onlyInstances = false, era } = this.#options;
    if (gpu.instances.length > 0) {
      const parts = gpu.instances.map((part) => this.#entity(gpu, part, part.occupants[0]));
      if (onlyInstances) return parts.map((part) => ({ ...part, isForBoard: true }));
      return [this.#entity(gpu, undefined, undefined), ...parts];
    }
    const occupants = gpu.occupants.filter(({ isUnlisted }) => !isUnlisted);
    if (occupants.length === 0 || !mapsPods) return [this.#entity(gpu, undefined, undefined)];
    // Without --kubernetes-virtual-gpus the last of several pods is named.
    if (gpu.replicas === 1) return [this.#entity(gpu, undefined, occupants.at(-1))];
    // With time-slicing the device's series are repeated for each pod that shares it.
    const sharers = occupants.map((occupant, index) => ({
      ...this.#entity(gpu, undefined, occupant, index),
      ...(isSince('2026', era) && { own: gpu.partOf(occupant) }),
    }));
    if (!isSince('2026', era)) return sharers;
    return [{ ...this.#entity(gpu, undefined, undefined), isWholeOfParts: true }, ...sharers];
  }

  #entity(gpu: Gpu, part: MigInstance | undefined, occupant: Occupant | undefined, vgpu?: number): Entity {
    const hostname = this.#options.hostname();
    const key = `${gpu.index}/${part?.id}/${occupant?.podUid}/${occupant?.container}/${vgpu}/${hostname}`;
    let labels = this.#labelSets.get(key);
    if (!labels) {
      labels = labelSet([
        ...deviceLabels(gpu, part, hostname, this.#options),
        ...workloadLabels(occupant, vgpu, this.#options),
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
  { era, driver, oldNamespace = era === '1.x' }: ExporterOptions,
): LabelSet['pairs'] {
  const labels: (readonly [string, string])[] = [
    ['gpu', String(gpu.index)],
    [oldNamespace ? 'uuid' : 'UUID', gpu.uuid],
  ];
  if (isSince('3.x', era)) labels.push(['pci_bus_id', gpu.pciBusId]);
  labels.push(['device', `nvidia${gpu.index}`]);
  if (era !== '2.0') labels.push(['modelName', gpu.product.modelName]);
  if (part) labels.push(['GPU_I_PROFILE', part.profile.name], ['GPU_I_ID', String(part.id)]);
  if (isSince('2.x', era)) labels.push([isSince('2026', era) ? 'hostname' : 'Hostname', hostname]);
  if (isSince('3.x', era))
    labels.push([isSince('4.8.3', era) ? 'DCGM_FI_SYSTEM_DRIVER_VERSION' : 'DCGM_FI_DRIVER_VERSION', driver]);
  return labels;
}

/** Until 2.x they are empty for a free GPU, later there are none. */
function workloadLabels(
  occupant: Occupant | undefined,
  vgpu: number | undefined,
  { era, oldNamespace = era === '1.x', mapsPods = true }: ExporterOptions,
): LabelSet['pairs'] {
  if (!mapsPods || (!occupant && isSince('3.x', era))) return [];
  const { container = '', namespace = '', pod = '', podUid, claim } = occupant ?? {};
  const labels: Record<string, string> = oldNamespace
    ? { container_name: container, pod_name: pod, pod_namespace: namespace }
    : { container, namespace, pod };
  if (podUid !== undefined && isSince('4.x', era)) labels['pod_uid'] = podUid;
  if (vgpu !== undefined) labels['vgpu'] = String(vgpu);
  if (claim && isSince('2026', era)) {
    labels['dra_claim_name'] = claim.claimName;
    labels['dra_claim_namespace'] = claim.claimNamespace;
    labels['dra_device_name'] = claim.device;
    labels['dra_driver_name'] = claim.driver;
    labels['dra_pool_name'] = claim.pool;
  }
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function samplesOf(
  field: DcgmField,
  { name, isFloat, factor = 1 }: DcgmField,
  entities: readonly Entity[],
  { era, printsBlanks }: ExporterOptions,
): Sample[] {
  const samples: Sample[] = [];
  const perProcess = PER_PROCESS[field.name];
  for (const entity of entities) {
    const { gpu, part, labels, own, isWholeOfParts } = entity;
    if (!applies(field, entity, era) || (isWholeOfParts && !perProcess)) continue;
    const blank = blankOf(field.name, gpu);
    if (blank !== undefined && printsBlanks) samples.push({ name, labels, value: blank });
    // Later exporters leave out what is not supported; of a sensor that is missing they print 0.
    if (blank !== undefined && (printsBlanks || /^DCGM_FI_(PROF|DEV_FB)_/.test(field.name))) continue;
    const value = factor * (own && perProcess ? perProcess(own) : readingOf(field, gpu, part));
    samples.push({ name, labels, value: isFloat ? value.toFixed(6) : String(Math.round(value)) });
  }
  return samples;
}

function readingOf({ name, read }: DcgmField, gpu: Gpu, part: MigInstance | undefined): number {
  return gpu.isProfilingStuck && name.startsWith('DCGM_FI_PROF_') ? 0 : read(gpu, part);
}

function applies(
  { scope, name }: DcgmField,
  { gpu, part, isForBoard = false }: Entity,
  era: ExporterEra,
): boolean {
  // DCGM 4.5 and later have no value before the first.
  if (name === 'DCGM_FI_DEV_XID_ERRORS' && gpu.xid === 0 && isSince('2026', era)) return false;
  // All that DCGM still knows of a GPU that fell off the bus.
  if (gpu.lost) return !gpu.unseen && name === 'DCGM_FI_DEV_XID_ERRORS' && (!part || isForBoard);
  if (scope === 'device') return !part || isForBoard;
  if (gpu.instances.length === 0) return true;
  return scope === 'part' && part !== undefined;
}
