import { GPU_CLUSTER_EXPORTER, hasGpuCluster } from './gpuCluster.ts';
import type { Operand, OperandContainer } from './operand.ts';
import { operandNamespace, operatorExporterImage } from './operands.ts';
import type { ClusterPlan, InstalledExporter, NodePlan } from './plan.ts';

/** DaemonSet, Service and ServiceMonitor of the GPU operator's own exporter. */
const OPERATOR_EXPORTER = 'nvidia-dcgm-exporter';

/** Where exporters are that were not installed by the GPU operator. */
const OTHER_NAMESPACE = 'monitoring';

const isOperators = (name: string) => name === OPERATOR_EXPORTER || name === GPU_CLUSTER_EXPORTER;

export function exporterNamespace({ name }: InstalledExporter, plan: ClusterPlan): string {
  return isOperators(name) ? operandNamespace(plan) : OTHER_NAMESPACE;
}

/** The exporters on a node, the GPU operator's first. */
export function exportersOf(plan: ClusterPlan, node: NodePlan): InstalledExporter[] {
  const others = node.otherExporters ?? [];
  if (node.exporter === undefined) return [...others];
  return [operatorExporter(plan, node.exporter), ...others];
}

function operatorExporter(plan: ClusterPlan, era: InstalledExporter['era']): InstalledExporter {
  const hostname = plan.operator === 'v1.5.2' ? 'pod' : 'node';
  const name = hasGpuCluster(plan) ? GPU_CLUSTER_EXPORTER : OPERATOR_EXPORTER;
  return { name, era, hostname, image: operatorExporterImage(plan) };
}

/** Every exporter that some node runs, once. */
export function installedExporters(plan: ClusterPlan): InstalledExporter[] {
  const all = plan.nodes.flatMap((node) => exportersOf(plan, node));
  return [...new Map(all.map((exporter) => [exporter.name, exporter])).values()];
}

/** The label with which a node asks for an exporter that is not the GPU operator's. */
export function exporterLabel(name: string): string {
  return `exporter/${name}`;
}

/** The DaemonSets of the exporters that are not the GPU operator's. */
export function exporterOperands(plan: ClusterPlan): Operand[] {
  return installedExporters(plan)
    .filter(({ name }) => !isOperators(name))
    .map((exporter) => ({
      name: exporter.name,
      namespace: OTHER_NAMESPACE,
      labels: { app: exporter.name },
      containers: [container(exporter, plan)],
      initContainers: [],
      nodeSelector: { [exporterLabel(exporter.name)]: 'true' },
    }));
}

function container(
  { image, name, mapsPods = true, oldNamespace }: InstalledExporter,
  plan: ClusterPlan,
): OperandContainer {
  return {
    name,
    image,
    ...(oldNamespace && { args: ['--use-old-namespace'] }),
    env: {
      DCGM_EXPORTER_LISTEN: ':9400',
      DCGM_EXPORTER_INTERVAL: String(plan.collectSeconds * 1000),
      ...(mapsPods && { DCGM_EXPORTER_KUBERNETES: 'true' }),
    },
    port: { name: 'metrics', number: 9400 },
  };
}
