import { evidenceOf, follow, foundExactly, passes } from '../harness/doctor.ts';
import { doctorCommand } from '../harness/doctorCommand.ts';
import { expect, test } from '../harness/fixtures.ts';
import { applyText, kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';

const demo = ownDemo('monitored');

test.setTimeout(240_000);

const NAMESPACE = 'gpu-operator';
const EXPORTER = 'nvidia-dcgm-exporter';
const SECOND = 'second';
const REMOTE_DCGM = 'DCGM_REMOTE_HOSTENGINE_INFO';

const sources = () => ['--kubeconfig', demo().kubeconfig, '--prometheus-url', demo().prometheus];

const run = (...args: string[]) => kubectl(demo().kubeconfig, ...args);
const patch = (object: string, change: object) =>
  run('-n', NAMESPACE, 'patch', object, '--type', 'merge', '-p', JSON.stringify(change));

/** An object as it is, to put it back with `applyText`. */
async function manifest(...args: string[]): Promise<string> {
  const object = JSON.parse(await run('get', ...args, '-o', 'json'));
  const { name, namespace, labels } = object.metadata;
  return JSON.stringify({ ...object, metadata: { name, namespace, labels } });
}

interface Fault {
  readonly name: string;
  readonly breakIt: () => Promise<unknown>;
  /** `fail metrics-service selector`; one for each subject. */
  readonly found: readonly string[];
  /** What the evidence names, at least. */
  readonly evidence: string;
  /** What is done where the commands are helm's, or only look: the object change that they amount to. */
  readonly mend?: () => Promise<unknown>;
}

type Requests = Parameters<typeof foundExactly>[0];

/** What a shell can type for us: kubectl, unless it waits for somebody. */
const TYPED = /^kubectl (?!.*(?:port-forward|edit) )/;

/** Breaks things, sees that just these are found, does what the results say, and sees that the checks pass again. */
async function goThrough(
  request: Requests,
  faults: readonly Fault[],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<void> {
  for (const { breakIt } of faults) await breakIt();
  const culprits = await foundExactly(
    request,
    demo(),
    faults.flatMap(({ found }) => found),
  );
  for (const { evidence } of faults) expect(evidenceOf(culprits)).toContain(evidence);
  await meanwhile();
  for (const { commands } of culprits)
    await follow(
      demo(),
      commands.filter((command) => TYPED.test(command)),
    );
  for (const { mend } of faults) await mend?.();
  await passes(request, demo(), new Set(culprits.map(({ check }) => check)));
}

test('nothing is wrong to begin with', async ({ request }) => {
  await foundExactly(request, demo(), []);
});

let monitor = '';

const ways: readonly Fault[] = [
  {
    name: 'a Service that selects other pods',
    breakIt: () => patch(`service/${EXPORTER}`, { spec: { selector: { app: null, tier: 'gpu' } } }),
    found: ['fail metrics-service selector'],
    evidence: 'Service/gpu-operator/nvidia-dcgm-exporter .spec.selector tier=gpu',
  },
  {
    name: 'no Service',
    breakIt: () => run('-n', NAMESPACE, 'delete', 'service', EXPORTER),
    found: ['fail metrics-service missing'],
    evidence: '.metadata.labels app=nvidia-dcgm-exporter',
  },
  {
    name: 'a Service that leads nowhere',
    breakIt: () => patch(`endpoints/${EXPORTER}`, { subsets: null }),
    found: ['fail metrics-endpoints none'],
    evidence: 'Endpoints/gpu-operator/nvidia-dcgm-exporter .subsets[].addresses none',
    // Its commands look. The endpoints controller fills it again when the Service changes.
    mend: () => run('-n', NAMESPACE, 'annotate', 'service', EXPORTER, 'looked-at=true'),
  },
  {
    name: 'no ServiceMonitor but the operator’s own',
    breakIt: async () => {
      monitor = await manifest('-n', NAMESPACE, 'servicemonitor', EXPORTER);
      await run('-n', NAMESPACE, 'delete', 'servicemonitor', EXPORTER);
    },
    found: ['fail metrics-monitor only-operator'],
    evidence: 'ServiceMonitor/gpu-operator/gpu-operator .spec.selector app=gpu-operator',
    // helm upgrade … dcgmExporter.serviceMonitor.enabled=true
    mend: () => applyText(demo().kubeconfig, monitor),
  },
  {
    name: 'a ServiceMonitor that selects other Services',
    breakIt: () =>
      patch(`servicemonitor/${EXPORTER}`, { spec: { selector: { matchLabels: { app: 'exporter' } } } }),
    found: ['fail metrics-monitor only-operator'],
    evidence: 'Service/gpu-operator/nvidia-dcgm-exporter .metadata.labels app=nvidia-dcgm-exporter',
    // helm upgrade, as above: the operator writes its own selector.
    mend: () => applyText(demo().kubeconfig, monitor),
  },
  {
    name: 'a ServiceMonitor that names a port which the Service lacks',
    breakIt: () => patch(`servicemonitor/${EXPORTER}`, { spec: { endpoints: [{ port: 'metrics' }] } }),
    found: ['fail metrics-monitor port'],
    evidence: 'ServiceMonitor/gpu-operator/nvidia-dcgm-exporter .spec.endpoints[].port metrics',
  },
  {
    name: 'a ServiceMonitor without the label that Prometheus selects',
    breakIt: () => run('-n', NAMESPACE, 'label', 'servicemonitor', EXPORTER, 'release-'),
    found: ['fail metrics-monitor-selected not-selected'],
    evidence:
      'Prometheus/monitoring/kube-prometheus-stack-prometheus .spec.serviceMonitorSelector release=kube-prometheus-stack',
  },
  {
    name: 'a path that the exporter does not serve',
    breakIt: () =>
      patch(`servicemonitor/${EXPORTER}`, {
        spec: { endpoints: [{ port: 'gpu-metrics', path: '/metricz' }] },
      }),
    found: ['fail metrics-target down', 'fail metrics-target down'],
    evidence: 'lastError server returned HTTP status 404 Not Found',
    mend: () =>
      patch(`servicemonitor/${EXPORTER}`, {
        spec: { endpoints: [{ port: 'gpu-metrics', path: '/metrics' }] },
      }),
  },
];

for (const fault of ways)
  test(`the way of the metrics: ${fault.name}`, ({ request }) => goThrough(request, [fault]));

test('Prometheus scrapes all of it in the end', async ({ request }) => {
  await foundExactly(request, demo(), []);
});

/** What is in the cluster twice: installed again, in a namespace of its own. */
const second = (
  kind: 'Deployment' | 'DaemonSet',
  name: string,
  labels: Record<string, string>,
  image: string,
) =>
  applyText(
    demo().kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SECOND } },
        {
          apiVersion: 'apps/v1',
          kind,
          metadata: { name, namespace: SECOND },
          spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [{ name, image }] } },
          },
        },
      ],
    }),
  );

let dashboard = '';
let policy = '';

/** In the order in which they are told: what fails, and then what is not as it should be. */
const atOnce: readonly Fault[] = [
  {
    name: 'the operator twice',
    breakIt: () =>
      second('Deployment', 'gpu-operator', { app: 'gpu-operator' }, 'nvcr.io/nvidia/gpu-operator:v24.6.0'),
    found: ['fail operator-single several'],
    evidence: `Pod/${SECOND}/gpu-operator-`,
    // helm uninstall
    mend: () => run('-n', SECOND, 'delete', 'deployment', 'gpu-operator'),
  },
  {
    name: 'a ClusterPolicy that is not ready, for no component’s sake',
    breakIt: () => patch('clusterpolicy/cluster-policy', { status: { state: 'notReady' } }),
    found: ['fail clusterpolicy-state not-ready'],
    evidence: 'ClusterPolicy/cluster-policy .status.state notReady',
    mend: () => patch('clusterpolicy/cluster-policy', { status: { state: 'ready' } }),
  },
  {
    name: 'no RuntimeClass',
    breakIt: () => run('delete', 'runtimeclass', 'nvidia'),
    found: ['fail runtime-class missing'],
    evidence: 'RuntimeClass/nvidia exists false',
  },
  {
    name: 'an exporter that asks a DCGM of another version',
    breakIt: () =>
      run('-n', NAMESPACE, 'set', 'env', `daemonset/${EXPORTER}`, `${REMOTE_DCGM}=nvidia-dcgm:5555`),
    found: ['fail exporter-dcgm-version mismatch'],
    evidence: `env ${REMOTE_DCGM} nvidia-dcgm:5555`,
    // helm upgrade … dcgm.enabled=false
    mend: () => run('-n', NAMESPACE, 'set', 'env', `daemonset/${EXPORTER}`, `${REMOTE_DCGM}-`),
  },
  {
    name: 'node feature discovery twice',
    breakIt: () =>
      second(
        'DaemonSet',
        'nfd-worker',
        { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'worker' },
        'registry.k8s.io/nfd/node-feature-discovery:v0.17.3',
      ),
    found: ['warn nfd-single twice'],
    evidence: `Namespace/${SECOND} NFD worker nfd-worker-`,
    // helm upgrade … nfd.enabled=false takes the other one away; which of the two goes is all the same here.
    mend: () => run('-n', SECOND, 'delete', 'daemonset', 'nfd-worker'),
  },
  {
    name: 'two versions of the driver',
    breakIt: async () => {
      const set = ['-n', NAMESPACE, 'set', 'image', 'daemonset/nvidia-driver-daemonset'];
      await run(...set, 'nvidia-driver-ctr=nvcr.io/nvidia/driver:550.163.01-ubuntu22.04');
      const [pod = ''] = (
        await run('-n', NAMESPACE, 'get', 'pods', '-l', 'app=nvidia-driver-daemonset', '-o', 'name')
      ).split('\n');
      await run('-n', NAMESPACE, 'delete', pod);
    },
    found: ['warn component-versions skewed'],
    evidence: 'image 550.144.03',
  },
  {
    name: 'a namespace that KubeSphere does not know',
    breakIt: () => run('label', 'namespace', NAMESPACE, 'kubesphere.io/workspace-'),
    found: ['warn kubesphere-workspace none'],
    evidence: 'Namespace/gpu-operator .metadata.labels[kubesphere.io/workspace] absent',
  },
  {
    name: 'no dashboard in KubeSphere',
    breakIt: async () => {
      dashboard = await manifest('clusterdashboard', 'nvidia-gpu');
      await run('delete', 'clusterdashboard', 'nvidia-gpu');
    },
    found: ['warn kubesphere-dashboards none'],
    evidence: 'Dashboards that ask for DCGM metrics none of 0',
    // Its command looks. Any dashboard that asks for DCGM's metrics will do.
    mend: () => applyText(demo().kubeconfig, dashboard),
  },
];

test('eight faults at once, each found; the command line says so, too', async ({ request }) => {
  await goThrough(request, atOnce, async () => {
    const { code, output } = await doctorCommand(...sources(), '--language', 'zh-CN');
    expect(code).toBe(1);
    const told = output.split('\n').filter((line) => /^(?:严重|警告|提示) +[a-z]/.test(line));
    expect(told.map((line) => line.split(/\s+/)[1])).toEqual(
      atOnce.flatMap(({ found }) => found.map((one) => one.split(' ')[1])),
    );
    expect(output).toContain(
      '$ kubectl label namespace gpu-operator kubesphere.io/workspace=system-workspace',
    );
  });
});

const operatorRuns = (command: readonly string[] | null) =>
  run(
    ...['-n', NAMESPACE, 'patch', 'deployment', 'gpu-operator', '-p'],
    JSON.stringify({ spec: { template: { spec: { containers: [{ name: 'gpu-operator', command }] } } } }),
  );

const operators: readonly Fault[] = [
  {
    name: 'it crashes',
    breakIt: () => operatorRuns(['sh', '-c', 'sleep 3; exit 1']),
    found: ['fail operator-running failing'],
    evidence: 'STATUS CrashLoopBackOff',
    // Its commands look.
    mend: () => operatorRuns(null),
  },
  {
    name: 'it was scaled down',
    breakIt: () => patch('deployment/gpu-operator', { spec: { replicas: 0 } }),
    found: ['fail operator-running absent'],
    evidence: 'ClusterPolicy/cluster-policy operator pods 0',
  },
  {
    name: 'its ClusterPolicy is gone',
    breakIt: async () => {
      policy = await manifest('clusterpolicy', 'cluster-policy');
      await run('delete', 'clusterpolicy', 'cluster-policy');
    },
    found: ['fail clusterpolicy-state missing'],
    evidence: 'ClusterPolicy items 0',
    // helm upgrade
    mend: () => applyText(demo().kubeconfig, policy),
  },
];

for (const fault of operators)
  test(`the operator: ${fault.name}`, ({ request }) => goThrough(request, [fault]));

test('all is well in the end, says the command line, too', async ({ request }) => {
  await foundExactly(request, demo(), []);
  const { code, output } = await doctorCommand(...sources(), '--format', 'json');
  expect(JSON.parse(output).summary).toMatchObject({ fail: 0, warn: 0, unknown: 0 });
  expect(code).toBe(0);
});
