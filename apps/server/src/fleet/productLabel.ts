import { cloudGpu, readableModel } from '@gpu-console/shared/kubernetes';

type Labels = Readonly<Record<string, string>>;

/** What the vendors' feature discovery calls a node's GPUs; of a shared or split GPU the name says that too. */
export function discoveredProduct(labels: Labels): string | null {
  return (
    labels['nvidia.com/gpu.product'] ??
    labels['amd.com/gpu.product-name'] ??
    labels['gpu.intel.com/product'] ??
    null
  );
}

/** The same, or else what the node's cloud calls them, made readable. */
export function productLabel(labels: Labels): string | null {
  const cloud = cloudGpu(labels)?.model ?? null;
  return discoveredProduct(labels) ?? (cloud === null ? null : readableModel(cloud));
}
