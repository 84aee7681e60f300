import type { ClusterPlan } from '../simulation/plan.ts';

/** A cluster to show, by name. */
export interface Scenario {
  readonly name: string;
  /** One line for `--help`. */
  readonly description: string;
  readonly honorLabels: boolean;
  readonly scrapeSeconds: number;
  /** The console's GPU_RESOURCES, where there are other GPUs than NVIDIA's. */
  readonly gpuResources?: readonly string[];
  /** Whether the console keeps people's dashboards in the cluster, as KubeSphere's objects, rather than in a directory. */
  readonly keepsDashboards?: boolean;
  /** Clusters whose series the Prometheus has as well, and whose Kubernetes the console does not know. */
  readonly others?: readonly ClusterPlan[];
  /** @param options.nodes how many nodes, where the scenario lets one choose */
  readonly plan: (options: { nodes?: number }) => ClusterPlan;
}
