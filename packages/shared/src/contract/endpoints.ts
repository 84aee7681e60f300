import { z } from 'zod';
import { ClusterList } from './clusters.ts';
import { KubeName } from './common.ts';
import {
  DashboardId,
  DashboardList,
  DeleteDashboard,
  DeletedDashboard,
  SaveDashboard,
  StoredDashboard,
} from './dashboards.ts';
import { DoctorReport } from './doctor.ts';
import { GpuDetail, GpuList, GpuListQuery, GpuQuery } from './gpus.ts';
import { LogsQuery } from './logs.ts';
import { NodeDetail, NodeList } from './nodes.ts';
import { OperatorReport } from './operator.ts';
import { Overview } from './overview.ts';
import { PanelPictureQuery } from './panelPicture.ts';
import { PodDetail, PodList, PodListQuery } from './pods.ts';
import { QueryReply, QueryRequest } from './query.ts';
import { SampleChange, SampleName, SampleQuery, SampleReport, SampleRequest } from './samples.ts';
import { SetupReport } from './setup.ts';
import { PodUsageList, UsageQuery } from './usage.ts';
import { ValuesReply, ValuesRequest } from './variables.ts';

const ClusterParams = z.strictObject({ cluster: z.string().check(z.maxLength(63)) });
const PodParams = z.strictObject({ ...ClusterParams.shape, namespace: KubeName, pod: KubeName });
const SampleParams = z.strictObject({ ...ClusterParams.shape, sample: SampleName });
const DashboardParams = z.strictObject({ ...ClusterParams.shape, dashboard: DashboardId });
const NoQuery = z.strictObject({});

export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express and OpenAPI agree on the path but for the braces: `{name}` here. */
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body?: z.ZodType;
  /** How large the body may be, where it may be larger than usual. */
  readonly bodyLimit?: string;
  readonly response: z.ZodType;
  /** Set where the reply is no JSON but this, sent piece by piece. */
  readonly streams?: 'text/plain' | 'image/png';
  /** Set where it changes something: no page of another site may ask for that. */
  readonly writes?: true;
}

/** Every endpoint of the API under `/api/v1`: the router, the OpenAPI document and the tests all read this table. */
export const endpoints = {
  clusters: {
    method: 'get',
    path: '/api/v1/clusters',
    summary: 'The clusters this console shows, and how its sources are',
    params: NoQuery,
    query: NoQuery,
    response: ClusterList,
  },
  overview: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/overview',
    summary: 'GPUs total, allocatable, allocated and free; their use; what needs attention',
    params: ClusterParams,
    query: NoQuery,
    response: Overview,
  },
  nodes: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/nodes',
    summary: 'The nodes with GPUs',
    params: ClusterParams,
    query: NoQuery,
    response: NodeList,
  },
  node: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/nodes/{node}',
    summary: 'One node: facts, conditions, GPUs, pods, components, events',
    params: z.strictObject({ ...ClusterParams.shape, node: KubeName }),
    query: NoQuery,
    response: NodeDetail,
  },
  gpus: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/gpus',
    summary: 'The GPUs and MIG instances that report metrics',
    params: ClusterParams,
    query: GpuListQuery,
    response: GpuList,
  },
  gpu: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/gpus/{uuid}',
    summary: 'One GPU, or one of its MIG instances',
    params: z.strictObject({ ...ClusterParams.shape, uuid: z.string().check(z.maxLength(100)) }),
    query: GpuQuery,
    response: GpuDetail,
  },
  pods: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/pods',
    summary: 'The pods that ask for GPUs',
    params: ClusterParams,
    query: PodListQuery,
    response: PodList,
  },
  pod: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/pods/{namespace}/{pod}',
    summary: 'One pod: containers, GPUs, Services, events, why it waits',
    params: PodParams,
    query: NoQuery,
    response: PodDetail,
  },
  usage: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/usage',
    summary: 'What each pod held over a range, and how much of it idle: GPU-hours, mean use, peak memory',
    params: ClusterParams,
    query: UsageQuery,
    response: PodUsageList,
  },
  logs: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/pods/{namespace}/{pod}/logs',
    summary: "One container's log, as it was printed",
    params: PodParams,
    query: LogsQuery,
    response: z.string(),
    streams: 'text/plain',
  },
  operator: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/operator',
    summary: 'The GPU Operator: every component on every node, policies, versions, the way of the metrics',
    params: ClusterParams,
    query: NoQuery,
    response: OperatorReport,
  },
  doctor: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/doctor',
    summary: 'Every check with what it found, what was seen, and the commands to run',
    params: ClusterParams,
    query: NoQuery,
    response: DoctorReport,
  },
  setup: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/setup',
    summary:
      'The steps from bare nodes to a curve: done, next or blocked, what was seen, and the commands to run',
    params: ClusterParams,
    query: NoQuery,
    response: SetupReport,
  },
  samples: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/samples',
    summary: 'The sample workloads: whether they may be started from here, and what runs of them',
    params: ClusterParams,
    query: NoQuery,
    response: SampleReport,
  },
  startSample: {
    method: 'post',
    path: '/api/v1/clusters/{cluster}/samples/{sample}',
    summary: 'Starts a sample after the API server has tried it, or only tries it (`dryRun`)',
    params: SampleParams,
    query: NoQuery,
    body: SampleRequest,
    response: SampleChange,
    writes: true,
  },
  removeSample: {
    method: 'delete',
    path: '/api/v1/clusters/{cluster}/samples/{sample}',
    summary: "Removes a sample's objects from a namespace: those that carry the console's labels",
    params: SampleParams,
    query: SampleQuery,
    response: SampleChange,
    writes: true,
  },
  query: {
    method: 'post',
    path: '/api/v1/clusters/{cluster}/query',
    summary: 'PromQL, range or instant, answered in columns',
    params: ClusterParams,
    query: NoQuery,
    body: QueryRequest,
    response: QueryReply,
  },
  values: {
    method: 'post',
    path: '/api/v1/clusters/{cluster}/values',
    summary: 'What the variables of a dashboard can be: labels, their values, metrics',
    params: ClusterParams,
    query: NoQuery,
    body: ValuesRequest,
    response: ValuesReply,
  },
  dashboards: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/dashboards',
    summary: "People's own dashboards, and where they are kept",
    params: ClusterParams,
    query: NoQuery,
    response: DashboardList,
  },
  dashboard: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/dashboards/{dashboard}',
    summary: 'One dashboard, and its version',
    params: DashboardParams,
    query: NoQuery,
    response: StoredDashboard,
  },
  saveDashboard: {
    method: 'put',
    path: '/api/v1/clusters/{cluster}/dashboards/{dashboard}',
    summary: 'Keeps a dashboard; refused with 409 where somebody else changed it meanwhile',
    params: DashboardParams,
    query: NoQuery,
    body: SaveDashboard,
    bodyLimit: '4mb',
    writes: true,
    response: StoredDashboard,
  },
  deleteDashboard: {
    method: 'delete',
    path: '/api/v1/clusters/{cluster}/dashboards/{dashboard}',
    summary: 'Deletes a dashboard; refused with 409 where somebody else changed it meanwhile',
    params: DashboardParams,
    query: NoQuery,
    body: DeleteDashboard,
    writes: true,
    response: DeletedDashboard,
  },
  panelPicture: {
    method: 'get',
    path: '/api/v1/clusters/{cluster}/dashboards/{dashboard}/panels/{panel}.png',
    summary:
      "A dashboard's panel as a PNG with title, time range and legend, for reports and chats; refused with 429 where asked too often, 503 where many are drawn",
    params: z.strictObject({ ...DashboardParams.shape, panel: z.string().check(z.maxLength(300)) }),
    query: PanelPictureQuery,
    response: z.string(),
    streams: 'image/png',
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
