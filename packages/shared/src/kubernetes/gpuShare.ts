type Labels = Readonly<Record<string, string>>;

const WHOLE = /^nvidia\.com\/gpu(\.shared)?$/;
/** Any other name stands for NVIDIA's GPUs too where the node has some: another device plugin's (Volcano). */
const OTHER_VENDOR = /^(amd|gpu\.intel)\.com\//;
/** Of the device plugin, or of NVIDIA's DRA driver, whose instances are named after it. */
const INSTANCE = /^(?:gpu\.)?nvidia\.com\/mig-(\d+)g\.[^.]+(?:\.\d+gb)?/;
/** Resources that say how much of a GPU, beside another that says how many (HAMi, Volcano, Intel's device plugin). */
const AMOUNT =
  /(mem|memory|memory\.max|memory-percentage|mem-percentage|cores|millicores|tiles|_monitoring)$/;

/** Compute slices of a GPU with MIG (NVIDIA's MIG user guide): four on an A30, seven on all others. */
export function slicesOf(product: string): number {
  return /\bA30\b/.test(product) ? 4 : 7;
}

/**
 * The share of one physical GPU that one unit of a resource stands for on a node: a MIG instance's compute slices, a
 * time-sliced or MPS replica's part of its GPU, 1 for a whole one, 0 for memory and cores, which are no devices.
 * @param labels the node's; GPU feature discovery tells replicas, MIG strategy and the count of physical GPUs
 * @param capacity how many units the node has: replicas that no label tells are seen by there being more units than GPUs
 */
export function gpuShare(resource: string, labels: Labels, capacity: number): number {
  const product = labels['nvidia.com/gpu.product'] ?? '';
  const instance = INSTANCE.exec(resource);
  if (instance !== null) {
    const slices = Math.min(1, Number(instance[1]) / slicesOf(product));
    return slices / replicas(labels[`${resource.replace(/\.shared$/, '')}.replicas`]);
  }
  if (AMOUNT.test(resource)) return 0;
  const physical = Number(labels['nvidia.com/gpu.count']);
  const isShared = physical > 0 && capacity > physical;
  if (!WHOLE.test(resource)) return isShared && !OTHER_VENDOR.test(resource) ? physical / capacity : 1;
  const single = singleStrategySlices(labels);
  const slices = single === null ? 1 : Math.min(1, single / slicesOf(product));
  const told = replicas(labels['nvidia.com/gpu.replicas']);
  if (told === 1 && single === null && isShared) return physical / capacity;
  return slices / told;
}

/** Compute slices of each instance where the single MIG strategy calls instances GPUs; null where it does not. */
export function singleStrategySlices(labels: Labels): number | null {
  if (labels['nvidia.com/mig.strategy'] !== 'single') return null;
  const slices = /MIG-(\d+)g/.exec(labels['nvidia.com/gpu.product'] ?? '')?.[1];
  return slices === undefined ? null : Number(slices);
}

/** GPU feature discovery writes 0 for a GPU that is not shared, and 1 in older releases. */
function replicas(label: string | undefined): number {
  const count = Number(label ?? 1);
  return Number.isInteger(count) && count > 1 ? count : 1;
}
