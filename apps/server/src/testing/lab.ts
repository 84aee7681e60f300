import { once } from 'node:events';
import { Problem, type Source } from '@gpu-console/shared/contract';
import { request } from 'undici';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { type Authentication, noAuthentication } from '../access/authentication.ts';
import { openClients } from '../cluster/clients.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { connect } from '../cluster/connect.ts';
import { createApp } from '../http/app.ts';
import { Clusters } from '../http/clusters.ts';
import { type HttpServer, httpServer } from '../http/httpServer.ts';
import { Instruments } from '../http/instruments.ts';
import { createLogger } from '../logger.ts';
import { DrawingThread } from '../pictures/drawingThread.ts';
import { PictureService } from '../pictures/pictureService.ts';
import { ExtraHeaders } from '../prometheus/extraHeaders.ts';
import { DEFAULT_MAX_RESPONSE_BYTES } from '../prometheus/prometheusClient.ts';
import { bundledWorker } from './bundledWorker.ts';
import { dcgmHistory, SCRAPE_SECONDS } from './dcgmHistory.ts';
import { KubeApi } from './kubeApi.ts';
import { CREATED, exporterPod, kubeNode, kubePod } from './kubeObjects.ts';
import { PrometheusServer } from './prometheusServer.ts';
import { until } from './until.ts';

export const UNSCHEDULABLE = '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.';

const WAITS = kubePod('waits', {
  gpus: 4,
  status: {
    conditions: [
      { type: 'PodScheduled', status: 'False', message: UNSCHEDULABLE, lastTransitionTime: CREATED },
    ],
  },
});
const OBJECTS = [
  kubeNode('worker-1', { ip: '10.0.0.1' }),
  kubeNode('worker-2', { ip: '10.0.0.2' }),
  kubeNode('cpu-1', { gpus: 0, ip: '10.0.0.3' }),
  exporterPod('worker-1', true, '10.244.0.9'),
  exporterPod('worker-2', true, '10.244.1.9'),
  kubePod('train-0', { node: 'worker-1', labels: { app: 'train' } }),
  kubePod('train-1', { node: 'worker-2' }),
  WAITS,
];
const EVENT = {
  kind: 'Event',
  metadata: { name: 'event', namespace: 'ml' },
  type: 'Warning',
  reason: 'FailedScheduling',
  message: UNSCHEDULABLE,
  lastTimestamp: CREATED,
  involvedObject: { kind: 'Pod', name: 'waits' },
};

const NODE_EVENT = {
  kind: 'Event',
  metadata: { name: 'node-event', namespace: 'default' },
  type: 'Normal',
  reason: 'NodeReady',
  message: 'Node worker-1 status is now: NodeReady',
  lastTimestamp: CREATED,
  involvedObject: { kind: 'Node', name: 'worker-1' },
};

const SERVICE = {
  kind: 'Service',
  metadata: { name: 'notebook', namespace: 'ml' },
  spec: {
    type: 'NodePort',
    clusterIP: '10.96.0.7',
    selector: { app: 'train' },
    ports: [{ port: 80, targetPort: 8888, nodePort: 30001 }],
  },
};

/** How a console differs from the usual one. */
interface Variation {
  readonly loopbackOnly?: boolean;
  readonly allowedHosts?: readonly string[];
  readonly trustProxy?: number | readonly string[];
  readonly logLevel?: string;
  /** Another way to Prometheus than straight to the lab's. */
  readonly prometheusUrl?: string;
  readonly webRoot?: string;
  readonly basePath?: string;
  readonly frameAncestors?: readonly string[];
  readonly metricsApart?: boolean;
  /** Drawn by these, which whoever made them stops; by a thread of its own without it. */
  readonly pictures?: PictureService;
  /** The directory of people's dashboards; they are in the cluster without it. */
  readonly dashboards?: string;
  /** Another cluster than the lab's. */
  readonly kube?: ApiServer;
  /** The console's GPU_RESOURCES. */
  readonly gpuResources?: readonly string[];
  /** Where a proxy stands before the cluster. */
  readonly kubeUrl?: string;
  /** Whom the cluster takes the console for; somebody with every right unless told. */
  readonly kubeToken?: string;
  /** The namespaces that it may write to; it only reads unless told. */
  readonly writes?: readonly string[];
  /** The console's PROMETHEUS_VIEWER_HEADERS. */
  readonly viewerHeaders?: Readonly<Record<string, string>>;
  /** How it knows who asks; it asks nobody unless told. */
  readonly authentication?: Authentication;
}

/** The nodes of `dcgmHistory` as Kubernetes tells them, a real Prometheus that holds their past, and consoles that show both. */
export class Lab {
  readonly prometheus: PrometheusServer;
  readonly kube: KubeApi;
  /** Unix seconds of the history's last samples. */
  readonly lastScrape: number;

  private constructor(prometheus: PrometheusServer, kube: KubeApi, lastScrape: number) {
    this.prometheus = prometheus;
    this.kube = kube;
    this.lastScrape = lastScrape;
  }

  static async start(): Promise<Lab> {
    const lastScrape = Math.floor(Date.now() / 1000 / SCRAPE_SECONDS) * SCRAPE_SECONDS;
    const prometheus = await PrometheusServer.start(dcgmHistory(lastScrape));
    const kube = await KubeApi.start(...OBJECTS);
    kube.put(EVENT, NODE_EVENT, SERVICE);
    kube.logs.set('ml/train-0', (response) => response.end('step 1\nstep 2\n'));
    return new Lab(prometheus, kube, lastScrape);
  }

  async stop(): Promise<void> {
    await this.kube.stop();
    await this.prometheus.stop();
  }

  /** A console of the test's own, which ends with it. */
  async console(variation: Variation = {}): Promise<TestConsole> {
    const own = await TestConsole.start(this, variation);
    onTestFinished(() => own.stop());
    return own;
  }
}

/** Where an API server is, and the way there. */
type ApiServer = Pick<KubeApi, 'url' | 'config'>;

/** What a console is put over. */
interface Sources {
  readonly prometheus: PrometheusServer;
  readonly kube: ApiServer;
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Pictures that a thread of their own draws. */
export function drawnByThread(): PictureService {
  return new PictureService(new DrawingThread({ file: () => bundledWorker('pictures/pictures') }));
}

/** The whole console as main.ts puts it together, on a port of its own and with replies checked against the contract. */
export class TestConsole {
  /** What it logged, as JSON lines. */
  readonly log: string[] = [];
  readonly cluster: Cluster;
  readonly #stopping = new AbortController();
  readonly #ended: AbortController;
  readonly #http: HttpServer;
  readonly #ownPictures: PictureService | undefined;

  private constructor(
    cluster: Cluster,
    ended: AbortController,
    instruments: Instruments,
    variation: Variation,
  ) {
    this.cluster = cluster;
    this.#ended = ended;
    const pictures = variation.pictures ?? drawnByThread();
    this.#ownPictures = variation.pictures === undefined ? pictures : undefined;
    const app = createApp({
      clusters: new Clusters([cluster]),
      authentication: variation.authentication ?? noAuthentication,
      pictures,
      instruments,
      logger: createLogger(variation.logLevel ?? 'info', { write: (line) => this.log.push(line) }),
      version: '1.2.3',
      loopbackOnly: variation.loopbackOnly ?? true,
      allowedHosts: variation.allowedHosts ?? [],
      trustProxy: variation.trustProxy ?? 0,
      validateReplies: true,
      webRoot: variation.webRoot,
      basePath: variation.basePath ?? '',
      frameAncestors: variation.frameAncestors ?? [],
      metricsApart: variation.metricsApart ?? false,
      stopping: this.#stopping.signal,
    });
    this.#http = httpServer(app);
    this.#http.server.listen(0, '127.0.0.1');
  }

  /** Done once it listens, and before it asks anybody. */
  static async start(lab: Sources, variation: Variation = {}): Promise<TestConsole> {
    const instruments = new Instruments();
    const ended = new AbortController();
    const cluster = await connected(lab, variation, instruments, ended.signal);
    const console = new TestConsole(cluster, ended, instruments, variation);
    await once(console.#http.server, 'listening');
    return console;
  }

  /** Follows the cluster from now on; done once it is known. Until then Kubernetes was never asked. */
  async follow(): Promise<this> {
    this.cluster.follow();
    const { state } = this.cluster;
    await until(
      'the cluster is known',
      () => state.synced && state.tried && state.health.state.state === 'ok',
    );
    return this;
  }

  /** Asks Prometheus for the fleet, as main.ts does at the start; done once it answered, or is not waited for any more. */
  async readMetrics(): Promise<this> {
    await this.cluster.fleet.get();
    return this;
  }

  get url(): string {
    const address = this.#http.server.address();
    if (address === null || typeof address === 'string') throw new Error('the console does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Tells it to stop, as a signal does, and lets open requests end. */
  beginStop(): void {
    this.#stopping.abort();
  }

  /** What main.ts does then: done once no reply is under way, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void> {
    this.beginStop();
    return this.#http.drain(timeoutMs);
  }

  /** One exchange over HTTP; neither the host's name nor the encoding is touched on the way. */
  async ask(path: string, { method = 'GET', headers = {}, body }: RequestOptions = {}) {
    const reply = await request(`${this.url}${path}`, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await reply.body.arrayBuffer());
    const text = bytes.toString();
    return {
      status: reply.statusCode,
      headers: reply.headers,
      bytes,
      text,
      json: (): unknown => JSON.parse(text),
    };
  }

  post(path: string, body: unknown) {
    return this.send('POST', path, body);
  }

  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown) {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method, headers, body: JSON.stringify(body) });
  }

  /** The reply to a GET, as the contract says it is. */
  async read<T extends z.ZodType>(schema: T, path: string): Promise<z.output<T>> {
    return schema.parse((await this.ask(path)).json());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ended.abort();
    this.#http.server.close();
    this.#http.server.closeAllConnections();
    await this.#ownPictures?.stop();
    await this.cluster.prometheus.close();
  }
}

/** The lab's cluster, as main.ts connects to one. */
function connected(
  { prometheus, kube: usual }: Sources,
  {
    gpuResources = [],
    kube = usual,
    kubeUrl = kube.url,
    kubeToken,
    prometheusUrl = prometheus.url,
    writes,
    dashboards,
    viewerHeaders,
  }: Variation,
  instruments: Instruments,
  signal: AbortSignal,
): Promise<Cluster> {
  const config = {
    cluster: { id: 'default', name: 'Lab' },
    kubernetes: {
      kubeconfig: undefined,
      context: undefined,
      inCluster: false,
      gpuResources: [...gpuResources],
    },
    prometheus: {
      url: prometheusUrl,
      credentials: undefined,
      headers: new ExtraHeaders({}),
      viewerHeaders,
      matchers: [],
      timeoutSeconds: 15,
      maxResponseBytes: DEFAULT_MAX_RESPONSE_BYTES,
    },
    writes: { allowed: writes !== undefined, namespaces: writes ?? ['default'] },
    dashboards: { directory: dashboards, namespace: 'gpu-console' },
    access: { userPrefix: '', groupsPrefix: '' },
  };
  const onRequest = (source: Source) => instruments.countUpstream(source);
  const clients = openClients(config, onRequest, () =>
    kube.config({ url: kubeUrl, ...(kubeToken !== undefined && { token: kubeToken }) }),
  );
  return connect(config, clients, signal, { lookAgainMs: 20 });
}

/** The problem details that a reply is. */
export async function problemOf(reply: ReturnType<TestConsole['ask']>): Promise<Problem> {
  const { status, headers, json } = await reply;
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') {
    throw new Error(`not problem details: ${status} ${headers['content-type']}`);
  }
  const problem = Problem.parse(json());
  if (problem.status !== status) throw new Error(`says ${problem.status} and is sent as ${status}`);
  return problem;
}
