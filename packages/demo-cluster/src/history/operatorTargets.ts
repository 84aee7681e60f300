import { expositionText, type Family } from '../exporter/labelSet.ts';
import { nodeStatusFamilies, operatorFamilies } from '../exporter/operatorMetrics.ts';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { isReady } from '../simulation/controllers.ts';
import { operandNamespace } from '../simulation/operands.ts';
import {
  OPERATOR,
  type OperatorScrape,
  STATUS_EXPORTER,
  statusAddress,
} from '../simulation/operatorMonitoring.ts';
import type { ClusterPlan } from '../simulation/plan.ts';
import { podView } from '../simulation/podView.ts';
import { clusterOf, type ScrapeTarget } from './scrapeTargets.ts';

/** The operator's pod and the status exporter of each GPU node, where the plan has them scraped. */
export function operatorTargets({ world, store }: SimulatedCluster): ScrapeTarget[] {
  const { plan, timeline } = world;
  if (!plan.operatorMetrics) return [];
  const namespace = operandNamespace(plan);
  const pods = () => store.list('Pod', namespace);
  const podsOn = (node: string) => pods().filter((pod) => podView(pod).nodeName === node);
  const gpuNodes = [...world.nodes.values()].filter(({ gpus }) => gpus.length > 0);
  return [
    podTarget(plan, OPERATOR, world.operatorAddress, namespace, pods, () =>
      operatorFamilies(store, world.settledAt, timeline.now),
    ),
    ...gpuNodes.map(({ name, podNetwork }) =>
      podTarget(
        plan,
        STATUS_EXPORTER,
        statusAddress(podNetwork),
        namespace,
        () => podsOn(name),
        () => nodeStatusFamilies(store.get('Node', undefined, name), podsOn(name), timeline.now),
      ),
    ),
  ];
}

/** @param pods among which is the one that is scraped */
function podTarget(
  plan: ClusterPlan,
  { app, portName, port }: OperatorScrape,
  host: string,
  namespace: string,
  pods: () => readonly KubeObject[],
  families: () => readonly Family[],
): ScrapeTarget {
  const address = `${host}:${port}`;
  const pod = () => pods().find((one) => one.metadata.labels?.['app'] === app && isReady(one))?.metadata.name;
  return {
    address,
    honorLabels: false,
    pastStride: 4,
    isUp: () => pod() !== undefined,
    labels: () => ({
      container: app,
      endpoint: portName,
      instance: address,
      job: app,
      namespace,
      pod: pod() ?? '',
      service: app,
      ...clusterOf(plan),
    }),
    samples: () => families().flatMap(({ samples }) => samples),
    text: () => expositionText(families()),
  };
}
