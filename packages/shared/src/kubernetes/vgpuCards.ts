import { z } from 'zod';

/** A board as HAMi's or Volcano's device plugin registers it. */
export interface VgpuCard {
  readonly uuid: string;
  /** Pods that may share it. */
  readonly units: number;
  readonly memoryMebibytes: number;
  /** Null where the plugin does not divide them (Volcano). */
  readonly corePercent: number | null;
  readonly model: string;
  readonly healthy: boolean;
}

/** What a pod was given of one board. */
export interface VgpuGrant {
  readonly uuid: string;
  readonly memoryMebibytes: number;
  readonly corePercent: number;
}

type Annotations = Readonly<Record<string, string>>;

/** HAMi docs/develop/protocol.md and its pkg/device/nvidia; 4pd.io is what HAMi was before; Volcano's volcano-vgpu-device-plugin. */
const NODE_KEYS = [
  'hami.io/node-nvidia-register',
  'hami.io/node.nvidia.device-register',
  '4pd.io/node-nvidia-register',
  'volcano.sh/node-vgpu-register',
];
const POD_KEYS = [
  'hami.io/vgpu-devices-allocated',
  '4pd.io/vgpu-devices-allocated',
  'volcano.sh/vgpu-ids-new',
];

const Registered = z.array(
  z.object({
    id: z.string(),
    count: z.number().default(1),
    devmem: z.number().default(0),
    devcore: z.number().optional(),
    type: z.string().default(''),
    health: z.boolean().default(true),
  }),
);

/** The boards that a node's annotation registers, as JSON or in the older form `id,count,memory,cores,type,numa,health:…`. */
export function vgpuCards(annotations: Annotations): readonly VgpuCard[] {
  const text = NODE_KEYS.map((key) => annotations[key]).find((value) => value !== undefined && value !== '');
  if (text === undefined) return [];
  return text.trimStart().startsWith('[') ? cardsOfJson(text) : text.split(':').flatMap(cardOfFields);
}

function cardsOfJson(text: string): readonly VgpuCard[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const registered = Registered.safeParse(json);
  return (registered.data ?? []).map(({ id, count, devmem, devcore, type, health }) => ({
    uuid: id,
    units: count,
    memoryMebibytes: devmem,
    corePercent: devcore ?? null,
    model: type,
    healthy: health,
  }));
}

/** Volcano's cards have no cores, so that their fourth field is the model. */
function cardOfFields(card: string): VgpuCard[] {
  const [uuid = '', units, memory, ...rest] = card.split(',');
  if (!/^GPU-/.test(uuid)) return [];
  const hasCores = /^\d+$/.test(rest[0] ?? '');
  return [
    {
      uuid,
      units: Number(units) || 1,
      memoryMebibytes: Number(memory) || 0,
      corePercent: hasCores ? Number(rest[0]) : null,
      model: (hasCores ? rest[1] : rest[0]) ?? '',
      healthy: !rest.includes('false'),
    },
  ];
}

/** What the scheduler gave a pod, all containers together: `uuid,type,memory,cores:` per device, `;` after each container. */
export function vgpuGrants(annotations: Annotations): readonly VgpuGrant[] {
  const text = POD_KEYS.map((key) => annotations[key]).find((value) => value !== undefined && value !== '');
  return (text ?? '').split(/[:;]/).flatMap((device) => {
    const [uuid = '', , memory, cores] = device.split(',');
    return /^GPU-/.test(uuid)
      ? [{ uuid, memoryMebibytes: Number(memory) || 0, corePercent: Number(cores) || 0 }]
      : [];
  });
}
