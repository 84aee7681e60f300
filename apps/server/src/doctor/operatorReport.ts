import type {
  ComponentState,
  MetricsLink,
  OperatorCell,
  OperatorMetric,
  OperatorReport,
  OperatorStage,
} from '@gpu-console/shared/contract';
import { operatorMetrics } from '@gpu-console/shared/doctor';
import { isKnown, mapKnown, toPart } from '../fact.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { UPGRADE_STATE } from './checks/driverUpgrade.ts';
import { componentsOf, hasDraDevices, isOperatorThere } from './cluster.ts';
import { componentVersion, versionsOf } from './componentVersion.ts';
import { hasGpuCluster } from './configuration.ts';
import { expectedOn } from './expected.ts';
import type { Facts } from './facts.ts';
import { computeDomainView, policiesOf } from './operatorObjects.ts';
import { operatorSamples } from './operatorSamples.ts';
import { PIPELINE, type PodFinding, podsOn, waitsForHostDriver } from './pipeline.ts';
import { findAll, worstOf } from './runChecks.ts';
import { settingOf } from './setting.ts';

/** Every component of a node, in the order in which they depend on each other; sandboxes' own come last. */
const COMPONENTS: readonly string[] = [
  'nfd-worker',
  ...PIPELINE.map(({ component }) => component),
  'node-status-exporter',
  'mps-control-daemon',
  'vgpu-manager',
  'vgpu-device-manager',
  'vfio-manager',
  'sandbox-device-plugin',
  'sandbox-validator',
  'kata-manager',
  'kata-device-plugin',
  'cc-manager',
];

/** From exporter to curve, in order. */
const METRICS_PATH = [
  'exporter-everywhere',
  'exporter-ready',
  'metrics-service',
  'metrics-endpoints',
  'metrics-monitor',
  'metrics-monitor-selected',
  'metrics-target',
  'metrics-series',
  'metrics-fresh',
  'metrics-catalogue',
  'metrics-pods',
] as const;

/** What begins so is of the controller of ClusterPolicies, which has nothing to say where a GPUCluster stands. */
const OF_CLUSTER_POLICY = 'gpu_operator_reconciliation_';

const MAX_EVENTS = 50;
const MAX_RESULTS = 20;

/** The operator's page without what only the caller knows: how old it is and what it lacks. */
export function operatorReport(facts: Facts): Omit<OperatorReport, 'asOf' | 'partial'> {
  const { cluster, computeDomains, events, fleet } = facts;
  const samples = operatorSamples(facts);
  const view = isKnown(cluster) ? cluster.value : undefined;
  const cells = view === undefined ? [] : [...view.nodes.keys()].flatMap((node) => cellsOf(node, facts));
  const times = isKnown(fleet) ? fleet.value.gpus.flatMap(({ sampledAt }) => sampledAt ?? []) : [];
  const isTold = (name: string) => !hasGpuCluster(facts) || !name.startsWith(OF_CLUSTER_POLICY);
  const links = METRICS_PATH.map((check) => linkOf(check, facts));
  return {
    setting: settingOf(facts),
    installed: view === undefined ? null : installedAs(view),
    driver: view === undefined ? null : driverOf(view, facts),
    stages: view === undefined ? [] : stagesOf(view, cells),
    nodes: view === undefined ? [] : nodesByProblems(view, cells),
    cells,
    policies: policiesOf(facts),
    computeDomains: isKnown(computeDomains) ? computeDomains.value.map(computeDomainView) : null,
    upgrades: [...(view?.nodes.values() ?? [])].flatMap(({ name, labels }) => {
      const state = labels[UPGRADE_STATE];
      return state === undefined || state === '' || state === 'upgrade-done' ? [] : [{ node: name, state }];
    }),
    metrics: {
      links,
      broken: links.find(({ verdict }) => verdict === 'fail')?.check ?? null,
      newestSampleAt: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
    },
    operatorMetrics: isKnown(samples)
      ? samples.value.filter(({ name }) => isTold(name)).toSorted(ofClusterFirst)
      : null,
    events: toPart(
      mapKnown(events, (all) =>
        all
          .filter(({ type }) => type === 'Warning')
          .toSorted((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0))
          .slice(0, MAX_EVENTS),
      ),
    ),
  };
}

const METRIC_NAMES = Object.keys(operatorMetrics);

function ofClusterFirst(a: OperatorMetric, b: OperatorMetric): number {
  return (
    naturalOrder(a.node ?? '', b.node ?? '') || METRIC_NAMES.indexOf(a.name) - METRIC_NAMES.indexOf(b.name)
  );
}

export function installedAs(view: ClusterView): OperatorReport['installed'] {
  if (isOperatorThere(view)) return 'operator';
  if (componentsOf(view, 'device-plugin').length > 0) return 'bare';
  const isDra =
    componentsOf(view, 'dra-driver').length > 0 ||
    [...view.nodes.keys()].some((node) => hasDraDevices(view, node));
  if (isDra) return 'dra';
  const isOffered = [...view.nodes.values()].some(({ capacity }) =>
    Object.values(capacity).some((n) => n > 0),
  );
  return isOffered ? 'other' : null;
}

/** Without driver pods, GPUs that are offered say that the hosts have drivers of their own. */
export function driverOf(view: ClusterView, facts: Facts): OperatorReport['driver'] {
  if (componentsOf(view, 'driver').length > 0) return 'container';
  if (isKnown(facts.policies) && facts.policies.value.some(({ driverEnabled }) => !driverEnabled))
    return 'host';
  const offered = [...view.nodes.values()].some(
    ({ name, capacity }) => Object.values(capacity).some((n) => n > 0) || hasDraDevices(view, name),
  );
  return offered ? 'host' : null;
}

function cellsOf(node: string, facts: Facts): OperatorCell[] {
  const expected = new Set(expectedOn(facts, node));
  const hostDriver = waitsForHostDriver(node, facts);
  return COMPONENTS.flatMap((component) => {
    const pods = podsOn(facts, node, component);
    const finding = pods.find(({ state }) => state === 'ready') ?? pods[0];
    if (finding !== undefined) return [cellOf(node, component, finding)];
    if (component === 'driver' && hostDriver !== undefined && !expected.has('driver'))
      return [missingCell(node, component)];
    return expected.has(component) ? [missingCell(node, component)] : [];
  });
}

function missingCell(node: string, component: string): OperatorCell {
  return {
    node,
    component,
    state: 'missing',
    role: 'culprit',
    waitsFor: null,
    container: null,
    containers: [],
    status: null,
    pod: null,
    version: null,
    restarts: 0,
    lastTermination: null,
    since: null,
  };
}

const VICTIMS: ReadonlySet<string> = new Set(['waits']);
const FINE: ReadonlySet<string> = new Set(['ready', 'starting']);

function cellOf(node: string, component: string, finding: PodFinding): OperatorCell {
  const { pod, state, container, waitsFor } = finding;
  const ended = [container, ...pod.containers].find((one) => one?.lastTermination != null);
  // What another check explains is all the same wrong with this pod: it ended, or never started.
  const isStarted = pod.containers.some((one) => one.state !== 'waiting' || one.restarts > 0);
  const word: ComponentState = state === 'explained' ? (isStarted ? 'crashing' : 'not-ready') : state;
  return {
    node,
    component,
    state: word,
    role: FINE.has(state) ? null : VICTIMS.has(state) ? 'victim' : 'culprit',
    waitsFor,
    container: container?.name ?? null,
    containers: pod.containers.toSorted((a, b) => Number(a.init) - Number(b.init)).map(({ name }) => name),
    status: pod.status,
    pod: { namespace: pod.namespace, name: pod.name },
    version: componentVersion(pod),
    restarts: pod.restarts,
    lastTermination:
      ended?.lastTermination == null ? null : { container: ended.name, ...ended.lastTermination },
    since: pod.readySince ?? pod.notReadySince ?? pod.createdAt,
  };
}

function stagesOf(view: ClusterView, cells: readonly OperatorCell[]): OperatorStage[] {
  return COMPONENTS.flatMap((component) => {
    const own = cells.filter((cell) => cell.component === component);
    if (own.length === 0) return [];
    const versions = versionsOf(componentsOf(view, component));
    return [
      {
        component,
        nodes: own.length,
        ready: own.filter(({ state }) => state === 'ready').length,
        culprits: own.filter(({ role }) => role === 'culprit').length,
        victims: own.filter(({ role }) => role === 'victim').length,
        versions: versions.map(({ version, pods }) => ({ version, pods: pods.length })),
      },
    ];
  });
}

function nodesByProblems(view: ClusterView, cells: readonly OperatorCell[]): string[] {
  const trouble = new Map<string, number>();
  for (const { node, role } of cells)
    trouble.set(node, (trouble.get(node) ?? 0) + (role === 'culprit' ? 100 : role === 'victim' ? 1 : 0));
  return [...view.nodes.keys()].sort(
    (a, b) => (trouble.get(b) ?? 0) - (trouble.get(a) ?? 0) || naturalOrder(a, b),
  );
}

function linkOf(check: string, facts: Facts): MetricsLink {
  const results = findAll(facts).filter((result) => result.check === check);
  return { check, verdict: worstOf(results), results: results.slice(0, MAX_RESULTS) };
}
