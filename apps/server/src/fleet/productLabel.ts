/** What the vendors' feature discovery calls a node's GPUs; of a shared or split GPU the name says that too. */
export function productLabel(labels: Readonly<Record<string, string>>): string | null {
  return (
    labels['nvidia.com/gpu.product'] ??
    labels['amd.com/gpu.product-name'] ??
    labels['gpu.intel.com/product'] ??
    null
  );
}
