import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApiServer } from './apiServer.ts';
import { kubeconfigYaml } from './kubeconfig.ts';
import type { ObjectStore } from './objectStore.ts';
import { dashboardDefinition, gpuPod, startTestCluster, type TestLogs, testNow } from './testCluster.ts';

/** Both ends of the range are worth a run: `KUBECTL=/path/to/an/older/one`. */
const program = process.env['KUBECTL'] ?? 'kubectl';
const hasKubectl = spawnSync(program, ['version', '--client']).error === undefined;

/** What holds for the kubectl of 1.20 as well as for that of 1.32. */
describe.skipIf(!hasKubectl)('kubectl', { timeout: 60_000 }, () => {
  let store: ObjectStore;
  let logs: TestLogs;
  let api: RunningApiServer;
  let home: string;

  beforeAll(async () => {
    ({ store, logs, api } = await startTestCluster({ onPodDeleted: () => 'remove-now' }));
    store.create(dashboardDefinition);
    const { uid } = store.create(gpuPod('trainer-0')).metadata;
    store.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'trainer-0.1', namespace: 'gpu' },
      involvedObject: { kind: 'Pod', namespace: 'gpu', name: 'trainer-0', uid },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      lastTimestamp: '2021-06-01T00:09:00Z',
      firstTimestamp: '2021-06-01T00:00:00Z',
      count: 3,
      source: { component: 'kubelet' },
    });
    home = await mkdtemp(join(tmpdir(), 'kubectl-test-'));
    await writeFile(join(home, 'kubeconfig'), kubeconfigYaml(api.url, 'demo'));
  });
  afterAll(async () => {
    await api.close();
    await rm(home, { recursive: true });
  });

  const run = promisify(execFile);

  /** Its output; what it says when it fails, too. */
  async function kubectl(...args: string[]): Promise<string> {
    const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'kubeconfig') };
    const { stdout, stderr } = await run(program, args, { env, timeout: 50_000 }).catch(
      (failure: { stdout: string; stderr: string }) => failure,
    );
    return stdout + stderr;
  }

  async function manifest(name: string, text: string): Promise<string> {
    const path = join(home, name);
    await writeFile(path, text);
    return path;
  }

  it('gets tables, names and events', async () => {
    const everything = await kubectl('get', 'nodes,pods', '-A', '-o', 'wide');
    expect(everything).toMatch(/node\/worker-gpu-001 +Ready +worker +0s +v1\.19\.8 +172\.16\.0\.5/);
    expect(everything).toMatch(/gpu +pod\/trainer-0 +1\/1 +Running +0 +0s +10\.233\.64\.9 +worker-gpu-001/);
    expect(await kubectl('get', 'pods', '-n', 'gpu', '-o', 'name')).toBe('pod/trainer-0\n');
    expect(await kubectl('get', 'events', '-n', 'gpu')).toMatch(/60s +Warning +BackOff +pod\/trainer-0/);
    expect(await kubectl('get', 'pod', 'nosuch', '-n', 'gpu')).toContain('pods "nosuch" not found');
  });

  it('describes nodes and pods', async () => {
    const node = await kubectl('describe', 'node', 'worker-gpu-001');
    expect(node).toMatch(/nvidia\.com\/gpu +1 +1/);
    expect(node).toMatch(/gpu +trainer-0/);
    const pod = await kubectl('describe', 'pod', 'trainer-0', '-n', 'gpu');
    expect(pod).toMatch(/Warning +BackOff .*Back-off restarting failed container/);
  });

  it('applies, changes and deletes without switching validation off', async () => {
    const board = (title: string): string => `
apiVersion: monitoring.kubesphere.io/v1alpha2
kind: Dashboard
metadata: {name: board, namespace: gpu}
spec: {title: ${title}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: gpu}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: one, image: ${title}, resources: {limits: {nvidia.com/gpu: "1"}}}
      - {name: two, image: stays}
`;
    const first = await manifest('first.yaml', board('one'));
    expect(await kubectl('apply', '-f', first)).toMatch(/board created\n.*web created/);
    expect(await kubectl('apply', '-f', first)).toMatch(/board unchanged\n.*web unchanged/);
    const second = await manifest('second.yaml', board('two'));
    expect(await kubectl('apply', '-f', second)).toMatch(/board configured\n.*web configured/);
    expect(await kubectl('apply', '--server-side', '-f', second)).toMatch(/web serverside-applied/);
    const images = '{.spec.template.spec.containers[*].image}';
    expect(await kubectl('get', 'deploy', 'web', '-n', 'gpu', '-o', `jsonpath=${images}`)).toBe('two stays');
    expect(await kubectl('get', 'dashboards', '-n', 'gpu')).toMatch(/TITLE .*\nboard +two/);
    expect(await kubectl('delete', '-f', second)).toMatch(/"board" deleted.*\n.*"web" deleted/);
    expect(store.list('Dashboard')).toEqual([]);
  });

  it('labels, patches, cordons and taints', async () => {
    await kubectl('label', 'pod', 'trainer-0', '-n', 'gpu', 'team=vision');
    const patch = '[{"op":"add","path":"/metadata/annotations","value":{"a":"b"}}]';
    await kubectl('patch', 'pod', 'trainer-0', '-n', 'gpu', '--type=json', '-p', patch);
    expect(store.get('Pod', 'gpu', 'trainer-0')?.metadata).toMatchObject({
      labels: { app: 'trainer', team: 'vision' },
      annotations: { a: 'b' },
    });
    expect(await kubectl('cordon', 'worker-gpu-001')).toContain('cordoned');
    expect(await kubectl('get', 'nodes')).toContain('Ready,SchedulingDisabled');
    await kubectl('uncordon', 'worker-gpu-001');
    await kubectl('taint', 'node', 'worker-gpu-001', 'nvidia.com/gpu=present:NoSchedule');
    expect(store.get('Node', undefined, 'worker-gpu-001')?.spec).toMatchObject({
      taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    });
  });

  it('reads logs', async () => {
    for (let i = 0; i < 3; i++) logs.print(testNow - 30 + i * 10, `line ${String(i)}`);
    const log = (...args: string[]): Promise<string> => kubectl('logs', '-n', 'gpu', 'trainer-0', ...args);
    expect(await log()).toBe('line 0\nline 1\nline 2\n');
    expect(await log('--tail=1', '--timestamps')).toBe('2021-06-01T00:09:50.000000000Z line 2\n');
    expect(await log('--since=15s')).toBe('line 2\n');
    expect(await log('--previous')).toBe('the run before\n');
    const following = log('-f', '--tail=0', '-c', 'main');
    await expect.poll(() => logs.followers, { timeout: 30_000 }).toBe(1);
    logs.print(testNow, 'at last');
    logs.end();
    expect(await following).toBe('at last\n');
  });

  it('creates, waits and deletes', async () => {
    const ready = ['wait', '--for=condition=Ready', 'pod/trainer-0', '-n', 'gpu', '--timeout=20s'];
    expect(await kubectl(...ready)).toContain('condition met');
    expect(await kubectl('create', 'namespace', 'team')).toBe('namespace/team created\n');
    await kubectl('create', 'deployment', 'web', '--image=nginx', '-n', 'team');
    expect(store.get('Deployment', 'team', 'web')?.spec).toMatchObject({ replicas: 1 });
    expect(await kubectl('delete', 'namespace', 'team')).toContain('"team" deleted');
    expect(await kubectl('delete', 'pod', 'trainer-0', '-n', 'gpu', '--grace-period=5')).toContain('deleted');
    expect(store.list('Pod', 'gpu')).toEqual([]);
  });

  it('asks what it may do', async () => {
    expect(await kubectl('auth', 'can-i', 'create', 'pods')).toBe('yes\n');
    expect(await kubectl('get', '--raw', '/readyz')).toBe('ok');
    expect(await kubectl('api-resources', '--api-group=monitoring.kubesphere.io')).toMatch(
      /dashboards .*Dashboard/,
    );
  });
});
