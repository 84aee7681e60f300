import type { FleetProblem, Gpu } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ClusterStateBadge } from '../../fleet/ClusterStateBadge.tsx';
import { DeviceTable } from '../../fleet/devices/DeviceTable.tsx';
import { UnusedClaims } from '../../fleet/devices/UnusedClaims.tsx';
import { EventsTable } from '../../fleet/EventsTable.tsx';
import { FleetList } from '../../fleet/FleetList.tsx';
import { FoldedPods } from '../../fleet/FoldedPods.tsx';
import { GpuTable } from '../../fleet/GpuTable.tsx';
import { gpuKey } from '../../fleet/gpuName.ts';
import { HealthCell } from '../../fleet/health/HealthCell.tsx';
import { HealthFilter } from '../../fleet/health/HealthFilter.tsx';
import { useWithHealth } from '../../fleet/health/useWithHealth.tsx';
import { LastXid } from '../../fleet/LastXid.tsx';
import { GpuLink, NodeLink, PodLink, PodLinks } from '../../fleet/links.tsx';
import { NodeStatus } from '../../fleet/NodeStatus.tsx';
import { PodStatus } from '../../fleet/PodStatus.tsx';
import { ProblemCounts } from '../../fleet/ProblemCounts.tsx';
import { SharedChip } from '../../fleet/SharedChip.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { GPU_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { Allocation, Memory, Reading, Utilization } from '../../fleet/usage.tsx';
import { useGpuColumns } from '../../fleet/useGpuColumns.tsx';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { XidList } from '../../fleet/xids/XidList.tsx';
import { IdleSince } from '../../usage/IdleSince.tsx';
import { UsageInfo } from '../../usage/UsageInfo.tsx';
import { DEVICES, UNUSED_CLAIMS } from '../devices.ts';
import { EVENTS, GPUS, PODS, USAGE } from '../fixtures.ts';
import { ago, CHINESE, LONG, SENTENCE } from '../names.ts';
import type { Specimen } from '../specimen.ts';

const WELL = { state: 'ok', since: null, lastHeard: null, version: null, reason: null } as const;
const CONNECTING = { ...WELL, state: 'connecting' } as const;
const AWAY = { ...WELL, state: 'unreachable', reason: SENTENCE } as const;
const CLUSTER = {
  kubernetes: WELL,
  prometheus: WELL,
  scope: { namespaces: null, nodes: true },
  scopeProblem: null,
} as const;

const NAMED = { namespace: LONG, name: LONG };
const FOLDED = Array.from({ length: 8 }, (_, index) => ({
  namespace: 'serving',
  owner: { kind: 'ReplicaSet', name: index === 0 ? LONG : `infer-${index}` },
  status: 'UnexpectedAdmissionError',
  total: 12_000 - index,
  listed: 10,
  message: index === 0 ? 'Allocate failed due to no healthy devices present' : null,
}));
const BY_NODE = { column: 'node', descending: false } as const;
const UUID = 'GPU-00000000-0000-0000-0000-000000000001';

function PodTable() {
  return (
    <SmallTable
      name="specimen-pods"
      label="Pods"
      rows={PODS}
      columns={usePodColumns()}
      rowKey={({ name }) => name}
      empty={null}
    />
  );
}

const LOST = {
  ...{ id: 'xid/GPU-1', severity: 'critical', kind: 'xid', node: LONG, gpu: 'GPU-1', pod: null },
  title: { en: SENTENCE, 'zh-CN': CHINESE },
  params: { xid: 79 },
  message: SENTENCE,
} as const satisfies FleetProblem;
const gpuHealth = ({ readings }: Gpu) => (readings.xid ? ILL_HEALTH : WELL_HEALTH);
const WELL_HEALTH = { problems: [], unjudged: [] };
const ILL_HEALTH = { problems: [LOST, LOST], unjudged: [] };

interface GpuListProps {
  readonly title: string;
  readonly gpus: readonly Gpu[];
  readonly isWanted?: (gpu: Gpu) => boolean;
}

function GpuList({ title, gpus, ...wanted }: GpuListProps) {
  const query = useQuery({
    queryKey: ['gpu-list', title],
    queryFn: async () => ({ items: [...gpus], asOf: { kubernetes: ago(5), metrics: ago(5) }, partial: [] }),
  });
  return (
    <div className="flex h-80 flex-col">
      <FleetList
        name="specimen-gpus"
        query={query}
        columns={useWithHealth(useGpuColumns(), 'node', gpuHealth)}
        sources={GPU_SOURCES}
        rowKey={gpuKey}
        initialSort={BY_NODE}
        title={title}
        empty="No GPUs"
        emptyDetail={CHINESE}
        icon={Cpu}
        {...wanted}
      />
    </div>
  );
}

const XID = { uuid: `GPU-${LONG}`, time: 1_700_000_000, code: 79, pods: [`nlp/${LONG}`] };
const SHORT = { name: 'nvidia.com/gpu', capacity: 8, allocatable: 7, requested: 4, limits: 4 };

/** What tells of nodes, GPUs, pods, and how they are used. */
export const fleet: readonly Specimen[] = [
  {
    files: ['fleet/health/HealthCell.tsx', 'fleet/health/useWithHealth.tsx'],
    states: {
      well: <HealthCell health={WELL_HEALTH} />,
      'several problems': <HealthCell health={ILL_HEALTH} />,
      'not judged': <HealthCell health={{ problems: [], unjudged: ['gpu-throttle'] }} />,
    },
  },
  {
    files: ['fleet/health/HealthFilter.tsx'],
    states: { 'one kind': <HealthFilter problems={[LOST]} wanted="xid" /> },
  },
  { files: ['fleet/SharedChip.tsx'], states: { plain: <SharedChip /> } },
  {
    files: ['fleet/GpuTable.tsx', 'fleet/deviceColumns.tsx', 'fleet/readings.tsx', 'fleet/useGpuColumns.tsx'],
    isWide: true,
    states: {
      'all there is to tell, and little': (
        <GpuTable label="GPUs" gpus={GPUS} empty={<EmptyState title="No GPUs" />} />
      ),
      empty: <GpuTable label="No GPUs" gpus={[]} empty={<EmptyState title="No GPUs" />} />,
    },
  },
  {
    files: ['fleet/FleetList.tsx'],
    isWide: true,
    states: {
      full: <GpuList title="All GPUs" gpus={GPUS} />,
      empty: <GpuList title="No GPU at all" gpus={[]} />,
      'nothing wanted': <GpuList title="No GPU wanted" gpus={GPUS} isWanted={() => false} />,
    },
  },
  {
    files: ['fleet/usePodColumns.tsx', 'fleet/usageColumns.tsx'],
    isWide: true,
    states: { 'from running to waiting': <PodTable /> },
  },
  {
    files: ['fleet/devices/DeviceTable.tsx', 'fleet/devices/DeviceTaints.tsx'],
    isWide: true,
    states: {
      'free, held, broken, a part, unknown': <DeviceTable devices={DEVICES} />,
      empty: <DeviceTable devices={[]} />,
    },
  },
  {
    files: ['fleet/devices/UnusedClaims.tsx'],
    isWide: true,
    states: {
      'for every reason': <UnusedClaims claims={UNUSED_CLAIMS} />,
      empty: <UnusedClaims claims={[]} />,
    },
  },
  {
    files: ['fleet/EventsTable.tsx'],
    isWide: true,
    states: {
      'long names, Chinese': <EventsTable events={{ items: [...EVENTS], problem: null }} />,
      empty: <EventsTable events={{ items: [], problem: null }} />,
      'could not be read': <EventsTable events={{ items: null, problem: 'events is forbidden' }} />,
    },
  },
  {
    files: ['fleet/FoldedPods.tsx'],
    isWide: true,
    states: {
      'one owner, long words': <FoldedPods folded={FOLDED.slice(0, 1)} />,
      'more than are named': <FoldedPods folded={FOLDED} />,
    },
  },
  {
    files: ['fleet/LastXid.tsx'],
    states: { none: <LastXid code={0} />, one: <LastXid code={79} />, unknown: <LastXid code={null} /> },
  },
  {
    files: ['fleet/ClusterStateBadge.tsx'],
    states: {
      connected: <ClusterStateBadge cluster={CLUSTER} />,
      connecting: <ClusterStateBadge cluster={{ ...CLUSTER, prometheus: CONNECTING }} />,
      'a source is away': <ClusterStateBadge cluster={{ ...CLUSTER, prometheus: AWAY }} />,
      'both are away': <ClusterStateBadge cluster={{ ...CLUSTER, kubernetes: AWAY, prometheus: AWAY }} />,
      'rights not known': <ClusterStateBadge cluster={{ ...CLUSTER, scope: null, scopeProblem: SENTENCE }} />,
      forbidden: <ClusterStateBadge cluster={{ ...CLUSTER, scope: { namespaces: [], nodes: false } }} />,
    },
  },
  {
    files: ['fleet/ProblemCounts.tsx'],
    states: {
      some: (
        <ProblemCounts
          problems={[{ severity: 'critical' }, { severity: 'warning' }, { severity: 'info' }]}
          unjudged={0}
        />
      ),
      none: <ProblemCounts problems={[]} unjudged={0} />,
      'none known': <ProblemCounts problems={[]} unjudged={2} />,
    },
  },
  {
    files: ['fleet/NodeStatus.tsx'],
    states: {
      ready: <NodeStatus node={{ ready: true, schedulable: true, resources: [] }} />,
      cordoned: <NodeStatus node={{ ready: true, schedulable: false, resources: [] }} />,
      'not ready': <NodeStatus node={{ ready: false, schedulable: true, resources: [] }} />,
      unhealthy: <NodeStatus node={{ ready: true, schedulable: true, resources: [SHORT] }} />,
    },
  },
  {
    files: ['fleet/xids/XidList.tsx'],
    states: {
      'who held the GPU': <XidList events={[XID, { ...XID, time: null }]} tells="pods" />,
      'which GPU': <XidList events={[XID]} tells="gpu" />,
    },
  },
  {
    files: ['fleet/PodStatus.tsx'],
    states: {
      running: <PodStatus pod={{ status: 'Running', phase: 'Running' }} />,
      starting: <PodStatus pod={{ status: 'Init:0/1', phase: 'Pending' }} />,
      pending: <PodStatus pod={{ status: 'SchedulingGated', phase: 'Pending' }} />,
      failed: <PodStatus pod={{ status: 'CrashLoopBackOff', phase: 'Running' }} />,
    },
  },
  {
    files: ['fleet/links.tsx'],
    states: {
      node: <NodeLink node="gpu-h100-01" />,
      'no node': <NodeLink node={null} />,
      GPU: <GpuLink gpu={{ uuid: UUID, index: 3, instance: null }} />,
      'MIG instance': <GpuLink gpu={{ uuid: UUID, index: 3, instance: '7' }} />,
      'pod, long name': (
        <span className="block truncate">
          <PodLink pod={NAMED} />
        </span>
      ),
      'many pods': <PodLinks pods={[1, 2, 3, 4].map((n) => ({ namespace: 'nlp', name: `train-${n}` }))} />,
      'no pods': <PodLinks pods={[]} />,
    },
  },
  {
    files: ['fleet/usage.tsx'],
    states: {
      utilization: <Utilization value={0.42} />,
      'utilization, unknown': <Utilization value={null} />,
      memory: <Memory used={4e10} total={8e10} />,
      'memory, nearly full': <Memory used={7.9e10} total={8e10} />,
      'memory, no total': <Memory used={4e10} total={null} />,
      'reading, high': <Reading id="temperature" value={88} />,
      'reading, critical': <Reading id="temperature" value={99} />,
      allocation: <Allocation requested={6} allocatable={8} />,
      'allocation, unknown': <Allocation requested={null} allocatable={8} />,
    },
  },
  {
    files: ['fleet/sources/Sources.tsx', 'fleet/sources/SourcesButton.tsx'],
    states: {
      closed: (
        <Sources
          title="GPUs"
          numbers={[
            { label: 'Utilization', source: 'utilization' },
            { label: CHINESE, source: 'gpuTotal' },
          ]}
        />
      ),
    },
  },
  {
    files: ['usage/IdleSince.tsx'],
    states: {
      'within the range': <IdleSince since={ago(3600)} from={ago(21_600)} />,
      'before the range': <IdleSince since={ago(21_600)} from={ago(21_600)} />,
      'not idle': <IdleSince since={null} from={ago(21_600)} />,
    },
  },
  { files: ['usage/UsageInfo.tsx'], states: { closed: <UsageInfo usage={USAGE} /> } },
];
