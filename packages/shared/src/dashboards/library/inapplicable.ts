/** What is known of a device that a page is about. */
export interface ShownDevice {
  /** As the exporter's `modelName` or GPU feature discovery names it; null where nobody does. */
  readonly product: string | null;
  /** A MIG instance, not a whole GPU. */
  readonly isInstance: boolean;
}

/** Why none of some fields can have a value: of instances, or of a model. */
export type Inapplicable =
  | 'instance'
  | 'profiling'
  | 'energy'
  | 'nvlink'
  | 'memoryTemperature'
  | 'rowRemapping'
  | 'pageRetirement';

interface Rule {
  readonly why: Inapplicable;
  readonly fields: RegExp;
  readonly device: (device: ShownDevice) => boolean;
}

/** Boards before Volta, by NVML's names of them and GPU feature discovery's, which have `-` for each blank. */
const BEFORE_VOLTA = /\b(Tesla|Quadro)[ -][KMP]\d|\bGTX\b|\bTITAN[ -]X/;
const BEFORE_AMPERE = new RegExp(`${BEFORE_VOLTA.source}|\\b(V100|T4|TITAN[ -](V|RTX))\\b|\\bQuadro\\b`);
const AMPERE_OR_NEWER = /\b([ALH]\d{1,3}[SX]?|GH?200|B[123]00|GB[123]00|RTX[ -](A\d{4}|PRO))\b/;
/** Boards without a connector for it: NVIDIA's data sheets. */
const WITHOUT_NVLINK = /\b(T4|L4|L40S?|L20|L2|A10|A16|A2|P4|P40|M60|M10|K80)\b/;
/** GDDR boards: NVML reads the memory's temperature of HBM only. */
const WITHOUT_MEMORY_SENSOR = /\b(T4|L4|L40S?|L20|L2|A10|A16|A2|A40|P4|P40|M60|M10|K80)\b/;

const ofModel =
  (model: RegExp) =>
  ({ product }: ShownDevice) =>
    product !== null && model.test(product);

/**
 * DCGM's user guide: profiling metrics need Volta; of an instance DCGM has the profiling fields and its own memory, and
 * GPU_UTIL is not defined for it. nvml.h: total energy "for Volta or newer", remapped rows "for Ampere or newer", retired
 * pages before that.
 */
const RULES: readonly Rule[] = [
  { why: 'profiling', fields: /^DCGM_FI_PROF_/, device: ofModel(BEFORE_VOLTA) },
  {
    why: 'energy',
    fields: /_TOTAL_ENERGY_CONSUMPTION$|_ENERGY_JOULES_TOTAL$/,
    device: ofModel(BEFORE_VOLTA),
  },
  { why: 'nvlink', fields: /NVLINK/, device: ofModel(WITHOUT_NVLINK) },
  { why: 'memoryTemperature', fields: /_MEMORY_TEMP/, device: ofModel(WITHOUT_MEMORY_SENSOR) },
  { why: 'rowRemapping', fields: /_REMAPPED_ROWS|_ROW_REMAP_/, device: ofModel(BEFORE_AMPERE) },
  { why: 'pageRetirement', fields: /_RETIRED_(SBE|DBE|PENDING)/, device: ofModel(AMPERE_OR_NEWER) },
  {
    why: 'instance',
    fields: /^DCGM_(FI_DEV_(?!FB_)|EXP_|FI_PROF_(NVLINK|PCIE)_)/,
    device: ({ isInstance }) => isInstance,
  },
];

/**
 * Why no device can have a value of any of the fields; null where one may, and an empty answer means something else. Asked
 * where an answer is empty: what is measured all the same is shown.
 */
export function whyInapplicable(
  fields: readonly string[],
  devices: readonly ShownDevice[],
): Inapplicable | null {
  if (fields.length === 0 || devices.length === 0) return null;
  const reasons = devices.flatMap((device) => fields.map((field) => ruleFor(field, device)?.why ?? null));
  const [first] = reasons;
  return first === undefined || reasons.includes(null) ? null : first;
}

function ruleFor(field: string, device: ShownDevice): Rule | undefined {
  return RULES.find((rule) => rule.fields.test(field) && rule.device(device));
}
