import type { z } from 'zod';
import { type Address, fillPath, methodOf, type ParameterOf } from './address.ts';
import { ClusterList } from './clusters.ts';
import {
  DashboardList,
  DeleteDashboard,
  DeletedDashboard,
  SaveDashboard,
  StoredDashboard,
} from './dashboards.ts';
import { DeviceList, DeviceListQuery } from './devices.ts';
import { DoctorReport } from './doctor.ts';
import { GpuDetail, GpuList, GpuListQuery, GpuQuery } from './gpus.ts';
import { LogsQuery, LogText } from './logs.ts';
import { NodeDetail, NodeList } from './nodes.ts';
import { OperatorReport } from './operator.ts';
import { Overview } from './overview.ts';
import { PanelPicture, PanelPictureQuery } from './panelPicture.ts';
import { PodDetail, PodList, PodListQuery } from './pods.ts';
import { QueryReply, QueryRequest } from './query.ts';
import { SampleChange, SampleQuery, SampleReport, SampleRequest } from './samples.ts';
import { SearchQuery, SearchReply } from './search.ts';
import { Session, SignedOut, SignIn } from './session.ts';
import { SetupReport } from './setup.ts';
import { PodUsageList, UsageQuery } from './usage.ts';
import { ValuesReply, ValuesRequest } from './variables.ts';

/**
 * Where every endpoint of the API is. What it takes and replies stands below under the same name: a browser, which asks but
 * does not parse, leaves those behind with all their schemas.
 */
export const addresses = {
  session: 'GET /api/v1/session',
  signIn: 'POST /api/v1/session',
  signOut: 'DELETE /api/v1/session',
  search: 'GET /api/v1/search',
  clusters: 'GET /api/v1/clusters',
  overview: 'GET /api/v1/clusters/{cluster}/overview',
  nodes: 'GET /api/v1/clusters/{cluster}/nodes',
  node: 'GET /api/v1/clusters/{cluster}/nodes/{node}',
  gpus: 'GET /api/v1/clusters/{cluster}/gpus',
  gpu: 'GET /api/v1/clusters/{cluster}/gpus/{uuid}',
  devices: 'GET /api/v1/clusters/{cluster}/devices',
  pods: 'GET /api/v1/clusters/{cluster}/pods',
  pod: 'GET /api/v1/clusters/{cluster}/pods/{namespace}/{pod}',
  usage: 'GET /api/v1/clusters/{cluster}/usage',
  logs: 'GET /api/v1/clusters/{cluster}/pods/{namespace}/{pod}/logs',
  operator: 'GET /api/v1/clusters/{cluster}/operator',
  doctor: 'GET /api/v1/clusters/{cluster}/doctor',
  setup: 'GET /api/v1/clusters/{cluster}/setup',
  samples: 'GET /api/v1/clusters/{cluster}/samples',
  startSample: 'POST /api/v1/clusters/{cluster}/samples/{sample}',
  removeSample: 'DELETE /api/v1/clusters/{cluster}/samples/{sample}',
  query: 'POST /api/v1/clusters/{cluster}/query',
  values: 'POST /api/v1/clusters/{cluster}/values',
  dashboards: 'GET /api/v1/clusters/{cluster}/dashboards',
  dashboard: 'GET /api/v1/clusters/{cluster}/dashboards/{dashboard}',
  saveDashboard: 'PUT /api/v1/clusters/{cluster}/dashboards/{dashboard}',
  deleteDashboard: 'DELETE /api/v1/clusters/{cluster}/dashboards/{dashboard}',
  panelPicture: 'GET /api/v1/clusters/{cluster}/dashboards/{dashboard}/panels/{panel}.png',
} as const satisfies Readonly<Record<string, Address>>;

export interface EndpointDetails {
  readonly summary: string;
  /** What it takes behind `?`; nothing without it. */
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** How large the body may be, where it may be larger than usual. */
  readonly bodyLimit?: string;
  readonly response: z.ZodType;
  /** Set where the reply is no JSON but this, sent piece by piece. */
  readonly streams?: 'text/plain' | 'image/png';
  /** Set where it changes something: no page of another site may ask for that. */
  readonly writes?: true;
  /** Set where nobody has to be signed in for it. */
  readonly open?: true;
}

/** What every endpoint takes and replies. */
export const details = {
  session: {
    summary: 'Who is signed in, with which groups, until when; and how to sign in',
    response: Session,
    open: true,
  },
  signIn: {
    summary: "Signs in by a token of a cluster's API server",
    body: SignIn,
    response: Session,
    writes: true,
    open: true,
  },
  signOut: {
    summary: 'Ends the session, on every replica',
    response: SignedOut,
    writes: true,
    open: true,
  },
  search: {
    summary: 'Nodes, GPUs, pods and namespaces of all clusters, by a part of their names',
    query: SearchQuery,
    response: SearchReply,
  },
  clusters: {
    summary: 'The clusters this console shows, and how its sources are',
    response: ClusterList,
  },
  overview: {
    summary: 'GPUs total, allocatable, allocated and free; their use; what needs attention',
    response: Overview,
  },
  nodes: {
    summary: 'The nodes with GPUs',
    response: NodeList,
  },
  node: {
    summary: 'One node: facts, conditions, GPUs, pods, components, events',
    response: NodeDetail,
  },
  gpus: {
    summary: 'The GPUs and MIG instances that report metrics',
    query: GpuListQuery,
    response: GpuList,
  },
  gpu: {
    summary: 'One GPU, or one of its MIG instances',
    query: GpuQuery,
    response: GpuDetail,
  },
  devices: {
    summary: 'GPUs that DRA drivers offer: taints, health, who claimed them; and the claims that nobody uses',
    query: DeviceListQuery,
    response: DeviceList,
  },
  pods: {
    summary: 'The pods that ask for GPUs',
    query: PodListQuery,
    response: PodList,
  },
  pod: {
    summary: 'One pod: containers, GPUs, Services, events, why it waits',
    response: PodDetail,
  },
  usage: {
    summary: 'What each pod held over a range, and how much of it idle: GPU-hours, mean use, peak memory',
    query: UsageQuery,
    response: PodUsageList,
  },
  logs: {
    summary: "One container's log, as it was printed",
    query: LogsQuery,
    response: LogText,
    streams: 'text/plain',
  },
  operator: {
    summary: 'The GPU Operator: every component on every node, policies, versions, the way of the metrics',
    response: OperatorReport,
  },
  doctor: {
    summary: 'Every check with what it found, what was seen, and the commands to run',
    response: DoctorReport,
  },
  setup: {
    summary:
      'The steps from bare nodes to a curve: done, next or blocked, what was seen, and the commands to run',
    response: SetupReport,
  },
  samples: {
    summary: 'The sample workloads: whether they may be started from here, and what runs of them',
    response: SampleReport,
  },
  startSample: {
    summary: 'Starts a sample after the API server has tried it, or only tries it (`dryRun`)',
    body: SampleRequest,
    response: SampleChange,
    writes: true,
  },
  removeSample: {
    summary: "Removes a sample's objects from a namespace: those that carry the console's labels",
    query: SampleQuery,
    response: SampleChange,
    writes: true,
  },
  query: {
    summary: 'PromQL, range or instant, answered in columns',
    body: QueryRequest,
    response: QueryReply,
  },
  values: {
    summary: 'What the variables of a dashboard can be: labels, their values, metrics',
    body: ValuesRequest,
    response: ValuesReply,
  },
  dashboards: {
    summary: "People's own dashboards, and where they are kept",
    response: DashboardList,
  },
  dashboard: {
    summary: 'One dashboard, and its version',
    response: StoredDashboard,
  },
  saveDashboard: {
    summary: 'Keeps a dashboard; refused with 409 where somebody else changed it meanwhile',
    body: SaveDashboard,
    bodyLimit: '4mb',
    writes: true,
    response: StoredDashboard,
  },
  deleteDashboard: {
    summary: 'Deletes a dashboard; refused with 409 where somebody else changed it meanwhile',
    body: DeleteDashboard,
    writes: true,
    response: DeletedDashboard,
  },
  panelPicture: {
    summary:
      "A dashboard's panel as a PNG with title, time range and legend, for reports and chats; refused with 429 where asked too often, 503 where many are drawn",
    query: PanelPictureQuery,
    response: PanelPicture,
    streams: 'image/png',
  },
} as const satisfies Readonly<Record<EndpointName, EndpointDetails>>;

export type EndpointName = keyof typeof addresses;

/** What fills the path of an endpoint. */
export type PathParams<N extends EndpointName> = Readonly<Record<ParameterOf<(typeof addresses)[N]>, string>>;

/** How an endpoint is asked. */
export const methodFor = (name: EndpointName) => methodOf<Address>(addresses[name]);

/** The path of an endpoint, filled in. */
export function pathTo<N extends EndpointName>(name: N, params: PathParams<N>): string {
  return fillPath(addresses[name], params);
}
