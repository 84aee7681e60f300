import { evidenceOf, follow, foundExactly, passes } from '../harness/doctor.ts';
import { expect, test } from '../harness/fixtures.ts';
import { applyText, kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';

const demo = ownDemo('monitored');

const NAMESPACE = 'gpu-operator';
const EXPORTER = 'nvidia-dcgm-exporter';

const run = (...args: string[]) => kubectl(demo().kubeconfig, ...args);
const patch = (object: string, change: object) =>
  run('-n', NAMESPACE, 'patch', object, '--type', 'merge', '-p', JSON.stringify(change));

/** An object as it is, to put it back with `applyText`. */
async function manifest(...args: string[]): Promise<string> {
  const { status: _, ...object } = JSON.parse(await run('get', ...args, '-o', 'json'));
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

/** Breaks something, sees that just this is found, does what the result says, and sees that the check passes again. */
async function goThrough(request: Requests, { breakIt, found, evidence, mend }: Fault): Promise<void> {
  await breakIt();
  const culprits = await foundExactly(request, demo(), found);
  expect(evidenceOf(culprits)).toContain(evidence);
  for (const { commands } of culprits)
    await follow(
      demo(),
      commands.filter((command) => TYPED.test(command)),
    );
  await mend?.();
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
  test(`the way of the metrics: ${fault.name}`, ({ request }) => goThrough(request, fault));

test('all is well in the end', async ({ request }) => {
  await foundExactly(request, demo(), []);
});
