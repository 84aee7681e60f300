import type { KubeObject } from '../kubernetes/objectStore.ts';
import { operandNamespace } from './operands.ts';
import type { ClusterPlan } from './plan.ts';
import type { SimulatedNode, World } from './world.ts';

/** What the operator has scraped beside the exporter: itself, and its node status exporter (assets of 24.9). */
export interface OperatorScrape {
  readonly app: string;
  readonly portName: string;
  readonly port: number;
}

export const OPERATOR: OperatorScrape = { app: 'gpu-operator', portName: 'gpu-operator-metrics', port: 8080 };
export const STATUS_EXPORTER: OperatorScrape = {
  app: 'nvidia-node-status-exporter',
  portName: 'node-status',
  port: 8000,
};

function operatorScrapes({ operatorMetrics }: ClusterPlan): readonly OperatorScrape[] {
  return operatorMetrics ? [OPERATOR, STATUS_EXPORTER] : [];
}

export function operatorServices(plan: ClusterPlan): KubeObject[] {
  return operatorScrapes(plan).map(({ app, portName, port }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: app,
      namespace: operandNamespace(plan),
      labels: { app },
      annotations: { 'prometheus.io/scrape': 'true' },
    },
    spec: { selector: { app }, ports: [{ name: portName, port, targetPort: port, protocol: 'TCP' }] },
  }));
}

/** Where the operator's pods listen, so that their listeners stay when a pod is replaced; undefined for other pods. */
export function operatorAddress(
  { app }: Readonly<Record<string, string>>,
  { podNetwork }: SimulatedNode,
  world: World,
): string | undefined {
  if (app === OPERATOR.app) return world.operatorAddress;
  return app === STATUS_EXPORTER.app ? statusAddress(podNetwork) : undefined;
}

export function statusAddress(podNetwork: string): string {
  return `${podNetwork}.9`;
}
