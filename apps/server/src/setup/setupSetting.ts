import type { SetupSetting } from '@gpu-console/shared/contract';
import { componentsOf, operatorVersion } from '../doctor/cluster.ts';
import { configurationsOf } from '../doctor/configuration.ts';
import type { Facts } from '../doctor/facts.ts';
import { isKubeSphere, WORKSPACE } from '../doctor/kubesphere.ts';
import { driverOf, installedAs } from '../doctor/operatorReport.ts';
import { settingOf } from '../doctor/setting.ts';
import { chartOf, supportHere } from '../doctor/suitableRelease.ts';
import { GPU_CLUSTER } from '../doctor/supportTable.ts';
import { isBefore } from '../doctor/versions.ts';
import { isKnown } from '../fact.ts';
import { sampleSetting } from '../fleet/sampleSetting.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import { monitorPlan } from './monitorPlan.ts';
import type { Probes } from './step.ts';

/** From this release on the operator reads the runtime off the nodes (its release notes). */
const DETECTS_RUNTIME = '1.10';
const SAMPLE_NAMESPACE = 'default';
const NO_CLUSTER = { nodes: new Map(), slices: new Map() };
/** What KubeSphere itself brings. */
const SYSTEM_WORKSPACE = 'system-workspace';

/** What the steps' commands need to know of this cluster. */
export function setupSetting(facts: Facts, { notebook }: Probes): SetupSetting {
  const setting = settingOf(facts);
  const configurations = configurationsOf(facts);
  const view = isKnown(facts.cluster) ? facts.cluster.value : undefined;
  const nodes = [...(view?.nodes.values() ?? [])];
  const support = view === undefined ? null : supportHere(facts, view);
  const release = view === undefined ? null : operatorVersion(view);
  return {
    ...setting,
    installed: view === undefined ? null : installedAs(view),
    configuration: isKnown(configurations) ? (configurations.value[0]?.kind ?? null) : null,
    takesGpuCluster: takesGpuCluster(setting.kubernetesVersion, release),
    chart: support === null ? null : chartOf(support),
    detectsRuntime: !isBefore(release ?? support?.from ?? DETECTS_RUNTIME, DETECTS_RUNTIME),
    hasNfd: view !== undefined && hasOwnNfd(view, setting),
    hasHostDriver: view !== undefined && driverOf(view, facts) === 'host',
    system: systemOf(nodes),
    node: nodes[0]?.name ?? null,
    monitor: monitorPlan(facts, setting.exporterNamespace),
    isKubeSphere: isKubeSphere(facts),
    workspace: workspaceOf(facts),
    samples: { namespace: SAMPLE_NAMESPACE, ...sampleSetting(view ?? NO_CLUSTER, setting.kubernetesVersion) },
    notebook:
      notebook === null
        ? null
        : {
            namespace: notebook.pod.namespace,
            pod: notebook.pod.name,
            service: isKnown(notebook.services) ? (notebook.services.value[0]?.name ?? null) : null,
          },
  };
}

/** Whether Kubernetes has what a GPUCluster needs, and the operator, if it is there, knows the kind. */
function takesGpuCluster(kubernetes: string | null, operator: string | null): boolean {
  if (kubernetes === null || isBefore(kubernetes, GPU_CLUSTER.kubernetes)) return false;
  return operator === null || !isBefore(operator, GPU_CLUSTER.from);
}

/** NFD that the operator's chart did not bring: by its namespace and release, or before the operator, any. */
function hasOwnNfd(
  view: ClusterView,
  { operatorNamespace, release }: { operatorNamespace: string; release: string },
): boolean {
  const workers = componentsOf(view, 'nfd-worker');
  if (componentsOf(view, 'operator').length > 0)
    return workers.some(
      ({ namespace, labels }) =>
        namespace !== operatorNamespace && labels['app.kubernetes.io/instance'] !== release,
    );
  const isLabelled = [...view.nodes.values()].some(({ labels }) =>
    Object.keys(labels).some((key) => key.startsWith('feature.node.kubernetes.io/pci-')),
  );
  return workers.length > 0 || isLabelled;
}

function systemOf(nodes: readonly NodeRecord[]): SetupSetting['system'] {
  const [name] = nodes.map(({ facts }) => facts.operatingSystem).filter(Boolean);
  if (name === undefined) return null;
  return /^(?:Ubuntu|Debian|DGX)/.test(name)
    ? 'debian'
    : /^(?:Red Hat|CentOS|Rocky|Alma|Fedora)/.test(name)
      ? 'redhat'
      : null;
}

function workspaceOf({ namespaces }: Facts): string | null {
  if (!isKnown(namespaces)) return null;
  const all = namespaces.value.flatMap(({ metadata }) => metadata.labels[WORKSPACE] || []);
  return all.includes(SYSTEM_WORKSPACE) ? SYSTEM_WORKSPACE : (all[0] ?? null);
}
