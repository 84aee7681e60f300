import type { EarlyStart, FleetProblem, Gpu, Node } from '@gpu-console/shared/contract';
import { XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { metric } from '@gpu-console/shared/metrics';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { Fleet } from './fleet.ts';

const RANK = { critical: 0, warning: 1, info: 2 } as const;

export interface ProblemFacts {
  readonly cluster: ClusterView;
  readonly nodes: readonly Node[];
  readonly fleet: Fleet;
  /** True while Prometheus answers: only then does a missing metric mean a missing exporter. */
  readonly metricsKnown: boolean;
}

/** What needs a look, worst first. */
export function fleetProblems(facts: ProblemFacts): FleetProblem[] {
  const problems = [
    ...facts.nodes.flatMap((node) => nodeProblems(node, facts)),
    ...[...facts.fleet.startedTooEarly].map(([pod, start]) => earlyStartProblem(pod, start)),
    ...facts.fleet.gpus.flatMap((gpu) => [...xidProblem(gpu), ...heatProblem(gpu)]),
  ];
  return problems.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function nodeProblems(node: Node, facts: ProblemFacts): FleetProblem[] {
  const about = { node: node.name, gpu: null };
  const name = node.name;
  const problems: FleetProblem[] = [];
  if (!node.ready) {
    problems.push({
      ...about,
      id: `node-not-ready/${name}`,
      kind: 'node-not-ready',
      severity: 'critical',
      params: { node: name },
      message: `Node ${name} is not ready`,
    });
  }
  for (const { name: resource, capacity, allocatable } of node.resources) {
    if (allocatable >= capacity) continue;
    const unhealthy = capacity - allocatable;
    problems.push({
      ...about,
      id: `devices-unhealthy/${name}/${resource}`,
      kind: 'devices-unhealthy',
      severity: 'critical',
      params: { node: name, resource, unhealthy, capacity },
      message: `${unhealthy} of ${capacity} ${resource} on ${name} are unhealthy and not handed out`,
    });
  }
  if (facts.metricsKnown && node.ready && node.gpus.length === 0 && hasNvidiaGpus(node, facts))
    problems.push(missingMetrics(name, facts));
  return problems;
}

/** DCGM knows no other vendor's: their metrics are not missing. */
function hasNvidiaGpus({ name, resources }: Node, { cluster }: ProblemFacts): boolean {
  const labels = cluster.nodes.get(name)?.labels ?? {};
  return (
    labels['nvidia.com/gpu.present'] === 'true' ||
    resources.some((one) => /^(gpu\.)?nvidia\.com/.test(one.name))
  );
}

function missingMetrics(node: string, { cluster }: ProblemFacts): FleetProblem {
  const exporter = [...cluster.components.values()].find(
    (c) => c.node === node && c.component === 'dcgm-exporter',
  );
  const about = { node, gpu: null, severity: 'warning' } as const;
  if (exporter !== undefined && !exporter.ready) {
    return {
      ...about,
      id: `exporter-down/${node}`,
      kind: 'exporter-down',
      params: { node, pod: exporter.name, status: exporter.status },
      message: `No GPU metrics from ${node}: its exporter ${exporter.name} is ${exporter.status}`,
    };
  }
  return {
    ...about,
    id: `metrics-missing/${node}`,
    kind: 'metrics-missing',
    params: { node },
    message: `Prometheus has no GPU metrics from ${node}`,
  };
}

function earlyStartProblem(pod: string, { node }: EarlyStart): FleetProblem {
  const [namespace = '', name = ''] = pod.split('/');
  return {
    id: `started-too-early/${pod}`,
    kind: 'started-too-early',
    severity: 'warning',
    node,
    gpu: null,
    pod: { namespace, name },
    params: { pod, node },
    message: `${pod} runs without its GPU: ${node} rebooted and started it before the device plugin was ready`,
  };
}

function xidProblem(gpu: Gpu): FleetProblem[] {
  if (gpu.xid === null || gpu.xid === 0 || gpu.instance !== null) return [];
  const { remedy, meaning } = xidOf(gpu.xid);
  return [
    {
      id: `xid/${gpu.uuid}`,
      kind: 'xid',
      severity: XID_SEVERITY[remedy],
      node: gpu.node,
      gpu: gpu.uuid,
      params: place(gpu, { xid: gpu.xid, meaning: meaning.en, meaningZh: meaning['zh-CN'] }),
      message: `GPU ${gpu.index ?? '?'} on ${gpu.node ?? 'an unknown node'} reported XID ${gpu.xid}: ${meaning.en}`,
    },
  ];
}

function heatProblem(gpu: Gpu): FleetProblem[] {
  const { thresholds } = metric('temperature');
  const temperature = gpu.temperatureCelsius;
  if (
    thresholds === undefined ||
    temperature === null ||
    temperature < thresholds.warning ||
    gpu.instance !== null
  )
    return [];
  return [
    {
      id: `gpu-hot/${gpu.uuid}`,
      kind: 'gpu-hot',
      severity: temperature >= thresholds.critical ? 'critical' : 'warning',
      node: gpu.node,
      gpu: gpu.uuid,
      params: place(gpu, { temperature }),
      message: `GPU ${gpu.index ?? '?'} on ${gpu.node ?? 'an unknown node'} is at ${temperature} °C`,
    },
  ];
}

function place(gpu: Gpu, more: FleetProblem['params']): FleetProblem['params'] {
  return { node: gpu.node ?? '?', index: gpu.index ?? '?', ...more };
}
