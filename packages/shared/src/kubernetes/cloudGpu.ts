type Labels = Readonly<Record<string, string>>;

/** What a cloud or its autoscaler says of a node's GPUs in labels of its own, before any of NVIDIA's software runs. */
export interface CloudGpu {
  readonly cloud: 'gke' | 'eks' | 'aks' | 'other';
  /** The label that tells, `key=value`. */
  readonly label: string;
  /** A model's name as the cloud writes it, `nvidia-tesla-t4`; null where it only says that there are some. */
  readonly model: string | null;
  /** Boards of the node, whatever their model; null where no label counts them. */
  readonly count: number | null;
  /** Clients that GKE lets share one GPU or partition, 1 where it lets none. */
  readonly clients: number;
  /** The MIG profile that GKE splits the boards into. */
  readonly partition: string | null;
}

interface Vendor {
  readonly cloud: CloudGpu['cloud'];
  readonly model: string;
  readonly count?: string;
  /** A label that must have a value of NVIDIA's, where the model's name does not say whose it is. */
  readonly brand?: string;
}

/**
 * Labels that name a model: GKE's, Karpenter's for AWS and Azure, EKS Auto Mode's, CoreWeave's, Alibaba's ACK, DigitalOcean's
 * (each cloud's documentation of node labels; SkyPilot sky/provision/kubernetes/utils.py), and those of Cluster Autoscaler
 * (kubernetes/autoscaler cloudprovider GPULabel), the oldest of which stand on AKS and Huawei CCE too.
 */
const VENDORS: readonly Vendor[] = [
  {
    cloud: 'gke',
    model: 'cloud.google.com/gke-accelerator',
    count: 'cloud.google.com/gke-accelerator-count',
  },
  ...['karpenter.k8s.aws', 'eks.amazonaws.com'].map(
    (group): Vendor => ({
      cloud: 'eks',
      model: `${group}/instance-gpu-name`,
      count: `${group}/instance-gpu-count`,
      brand: `${group}/instance-gpu-manufacturer`,
    }),
  ),
  {
    cloud: 'aks',
    model: 'karpenter.azure.com/sku-gpu-name',
    count: 'karpenter.azure.com/sku-gpu-count',
    brand: 'karpenter.azure.com/sku-gpu-manufacturer',
  },
  { cloud: 'other', model: 'gpu.nvidia.com/model', count: 'gpu.nvidia.com/count' },
  { cloud: 'other', model: 'gpu.nvidia.com/class', count: 'gpu.nvidia.com/count' },
  { cloud: 'other', model: 'aliyun.accelerator/nvidia_name', count: 'aliyun.accelerator/nvidia_count' },
  { cloud: 'other', model: 'doks.digitalocean.com/gpu-model', brand: 'doks.digitalocean.com/gpu-brand' },
  { cloud: 'eks', model: 'k8s.amazonaws.com/accelerator' },
  { cloud: 'aks', model: 'kubernetes.azure.com/accelerator' },
  { cloud: 'other', model: 'accelerator' },
];
/** These say whose the GPU is in the value. */
const BRANDED = /accelerator$/;
/** GKE calls TPUs accelerators too, by another label; AWS' and AMD's chips stand under the same ones. */
const NVIDIA = /^nvidia/i;

/** What the node's cloud says of its GPUs; null where no label of a cloud tells of one of NVIDIA's. */
export function cloudGpu(labels: Labels): CloudGpu | null {
  for (const { cloud, model, count, brand } of VENDORS) {
    const value = labels[model];
    if (value === undefined || value === '') continue;
    if (BRANDED.test(model) && !NVIDIA.test(value)) continue;
    if (brand !== undefined && !NVIDIA.test(labels[brand] ?? 'nvidia')) continue;
    return {
      cloud,
      label: `${model}=${value}`,
      model: /^nvidia$/i.test(value) ? null : value,
      count: positive(count === undefined ? undefined : labels[count]),
      clients: positive(labels['cloud.google.com/gke-max-shared-clients-per-gpu']) ?? 1,
      partition: labels['cloud.google.com/gke-gpu-partition-size'] || null,
    };
  }
  return cloudOfType(labels);
}

const INSTANCE_TYPE = 'node.kubernetes.io/instance-type';
/** On nodes of AWS, whose types are called as plainly as anybody's flavours. */
const AWS_LABEL = /(?:^|\.)(?:amazonaws\.com|k8s\.aws)\/|cloud-provider-aws$/;

/**
 * Types of machines that have GPUs of NVIDIA's, where a cloud's nodes have no label but their type (EKS' node groups, Oracle's OKE):
 * AWS "Accelerated computing" instances without g4ad (AMD); Azure's N series without the sizes of AMD's MI25, MI300X and V710;
 * Google's accelerator-optimized machines; Oracle's GPU shapes, and IBM's and Alibaba's, without AMD's and Intel's.
 */
const TYPES: readonly { readonly cloud: CloudGpu['cloud']; readonly type: RegExp }[] = [
  { cloud: 'eks', type: /^(?:p\d[a-z]*(?:-[a-z]+\d+)?|g(?!4ad)r?\d[a-z]*)\.(?:\d*xlarge|metal)/ },
  { cloud: 'aks', type: /^Standard_N[CDV]\d+(?!as_v4$)(?!.*_(?:MI\d|V710))/i },
  { cloud: 'gke', type: /^(?:a[234]x?|g[24])-[a-z]+/ },
  { cloud: 'other', type: /^(?:VM|BM)\.GPU\d?\.(?!MI\d)/ },
  { cloud: 'other', type: /^gx\d.*[x.]\d*(?:[alv]\d+|l40s|h[12]00)$/ },
  { cloud: 'other', type: /^ecs\.(?:ebm|s|v)?gn\d/ },
];

function cloudOfType(labels: Labels): CloudGpu | null {
  const value = labels[INSTANCE_TYPE] ?? '';
  const found = TYPES.find(({ type }) => type.test(value));
  if (found === undefined) return null;
  if (found.cloud === 'eks' && !Object.keys(labels).some((label) => AWS_LABEL.test(label))) return null;
  return {
    cloud: found.cloud,
    label: `${INSTANCE_TYPE}=${value}`,
    model: null,
    count: null,
    clients: 1,
    partition: null,
  };
}

/** A model as a cloud writes it, to be read: `nvidia-tesla-t4` is "NVIDIA Tesla T4", `a10g` is "NVIDIA A10G". */
export function readableModel(model: string): string {
  const words = model.replace(/^nvidia[-_ ]/i, '').split(/[-_ ]/);
  return ['NVIDIA', ...words.map((word) => (WORDS.has(word) ? capitalized(word) : word.toUpperCase()))].join(
    ' ',
  );
}

const WORDS: ReadonlySet<string> = new Set(['tesla', 'mega', 'quadro', 'server', 'geforce']);

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function positive(label: string | undefined): number | null {
  const count = Number(label);
  return Number.isInteger(count) && count > 0 ? count : null;
}
