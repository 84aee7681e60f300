import { type ApiServerOptions, type RunningApiServer, startApiServer } from './apiServer.ts';
import type { JsonRecord } from './jsonAccess.ts';
import type { LogLine, LogSource } from './logSource.ts';
import { type KubeObject, ObjectStore } from './objectStore.ts';

/** 2021-06-01T00:10:00Z: the time that stands still in these tests. */
export const testNow = 1_622_506_200;

/** A store whose uids count up and whose clock stands still. */
export function testStore(): ObjectStore {
  let uids = 0;
  const uid = (): string => `00000000-0000-4000-8000-${String(++uids).padStart(12, '0')}`;
  return new ObjectStore({ now: () => testNow, uid });
}

/** A container's output that tests write by hand. */
export class TestLogs implements LogSource {
  readonly #lines: LogLine[] = [];
  readonly #followers = new Set<(line: LogLine | undefined) => void>();

  /** How many clients follow a log now. */
  get followers(): number {
    return this.#followers.size;
  }

  print(time: number, text: string): void {
    this.#lines.push({ time, text });
    for (const follower of this.#followers) follower({ time, text });
  }

  end(): void {
    for (const follower of this.#followers) follower(undefined);
  }

  read(
    _pod: unknown,
    container: string,
    options: { previous: boolean },
  ): { lines: readonly LogLine[] } | undefined {
    if (container !== 'main') return undefined;
    return { lines: options.previous ? [{ time: testNow - 500, text: 'the run before' }] : this.#lines };
  }

  follow(_pod: unknown, _container: string, onLine: (line: LogLine | undefined) => void): () => void {
    this.#followers.add(onLine);
    return () => void this.#followers.delete(onLine);
  }
}

/** A served cluster with one GPU node, the namespace `gpu`, and whatever the test adds. */
export async function startTestCluster(
  options: Partial<ApiServerOptions> = {},
): Promise<{ store: ObjectStore; logs: TestLogs; api: RunningApiServer }> {
  const store = testStore();
  const logs = new TestLogs();
  const api = await startApiServer({
    store,
    logs,
    host: '127.0.0.1',
    port: 0,
    version: { gitVersion: 'v1.19.8' },
    ...options,
  });
  store.create(gpuNode);
  store.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'gpu' },
    status: { phase: 'Active' },
  });
  return { store, logs, api };
}

const gpuNode: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'worker-gpu-001', labels: { 'node-role.kubernetes.io/worker': '' } },
  spec: {},
  status: {
    capacity: { cpu: '16', memory: '64Gi', 'nvidia.com/gpu': '2' },
    allocatable: { cpu: '16', memory: '64Gi', 'nvidia.com/gpu': '2' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    addresses: [{ type: 'InternalIP', address: '172.16.0.5' }],
    nodeInfo: { kubeletVersion: 'v1.19.8', osImage: 'Ubuntu 20.04.2 LTS' },
  },
};

/** A pod of one container `main` that asks for one GPU and runs on the node, unless told otherwise. */
export function gpuPod(name: string, spec: JsonRecord = {}, status: JsonRecord = {}): KubeObject {
  const resources = { limits: { 'nvidia.com/gpu': '1' }, requests: { 'nvidia.com/gpu': '1' } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'gpu', labels: { app: 'trainer' } },
    spec: {
      nodeName: 'worker-gpu-001',
      containers: [{ name: 'main', image: 'nvidia/cuda:11.2', resources }],
      ...spec,
    },
    status: {
      phase: 'Running',
      podIP: '10.233.64.9',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'main',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2021-06-01T00:00:00Z' } },
        },
      ],
      ...status,
    },
  };
}

/** The definition of a namespaced Dashboard with a printer column for its title. */
export const dashboardDefinition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'dashboards.monitoring.kubesphere.io' },
  spec: {
    group: 'monitoring.kubesphere.io',
    scope: 'Namespaced',
    names: { plural: 'dashboards', singular: 'dashboard', kind: 'Dashboard', listKind: 'DashboardList' },
    versions: [
      { name: 'v1alpha1', served: true, storage: false },
      {
        name: 'v1alpha2',
        served: true,
        storage: true,
        additionalPrinterColumns: [
          { name: 'Title', type: 'string', jsonPath: '.spec.title' },
          { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
          { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
        ],
      },
    ],
  },
};
