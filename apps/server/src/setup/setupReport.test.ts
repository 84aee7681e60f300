import type { SetupItem, SetupStepId } from '@gpu-console/shared/contract';
import { SetupReport } from '@gpu-console/shared/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../doctor/facts.ts';
import { known, unavailable } from '../fact.ts';
import { factsOf, healthyWorld, NODE, NOW, operandPod, put, type World } from '../testing/doctorWorld.ts';
import { gpuClusterWorld } from '../testing/gpuClusterWorld.ts';
import { kubeNode } from '../testing/kubeObjects.ts';
import { FACT_KINDS } from '../testing/sickWorld.ts';
import { setupReport } from './setupReport.ts';
import type { Probes } from './step.ts';

const EXPOSITION = '# HELP x\nDCGM_FI_DEV_GPU_UTIL{gpu="0"} 12\nDCGM_FI_DEV_GPU_TEMP{gpu="0"} 40\n';
const probes: Probes = {
  exposition: known(EXPOSITION),
  notebook: null,
  moved: known(new Map([['GPU-0', 0.6]])),
};

const reportOf = (world: World, more: Partial<Probes> = {}, facts: Partial<Facts> = {}) =>
  setupReport({ ...factsOf(world), ...facts }, { ...probes, ...more });
const statesOf = (report: ReturnType<typeof setupReport>) =>
  Object.fromEntries(report.steps.map(({ step, state }) => [step, state]));
const stepOf = (report: ReturnType<typeof setupReport>, id: SetupStepId) => {
  const found = report.steps.find(({ step }) => step === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
};
const itemsOf = (report: ReturnType<typeof setupReport>, id: SetupStepId) =>
  stepOf(report, id).items.map(({ id, verdict }) => `${verdict} ${id}`);

/** GPU nodes that NFD has labelled, and nothing else. */
function bareWorld({
  runtime = 'containerd://1.7.24',
  os = 'Ubuntu 22.04.5 LTS',
  kernel = '5.15.0-130-generic',
  kubernetes = 'v1.29.2',
} = {}): World {
  const world = healthyWorld();
  world.serverVersion = kubernetes;
  const node = kubeNode('bare-1', {
    gpus: 0,
    labels: { 'feature.node.kubernetes.io/pci-10de.present': 'true' },
  });
  put(node, ['status', 'nodeInfo', 'containerRuntimeVersion'], runtime);
  put(node, ['status', 'nodeInfo', 'osImage'], os);
  put(node, ['status', 'nodeInfo', 'kernelVersion'], kernel);
  put(node, ['status', 'nodeInfo', 'kubeletVersion'], kubernetes);
  world.nodes = [node];
  world.pods = [];
  world.policies = [];
  world.daemonSets = [];
  world.services = [];
  world.endpoints = [];
  world.serviceMonitors = [];
  world.targets = [];
  world.gpus = [];
  world.exported = [];
  world.namespaces = [{ metadata: { name: 'monitoring' } }];
  return world;
}
const OF_2021 = { runtime: 'docker://20.10.5', os: 'Ubuntu 18.04.5 LTS', kernel: '5.4.0-70-generic' };
const NOTHING: Probes = { exposition: null, notebook: null, moved: known(new Map()) };

describe('a cluster with a GPUCluster', () => {
  const report = reportOf(gpuClusterWorld());

  it('has done what there is to do, and its GPUs are claimed', () => {
    for (const step of ['install', 'operands', 'allocatable', 'exporter', 'monitor', 'target'])
      expect(statesOf(report)).toMatchObject({ [step]: 'done' });
    expect(itemsOf(report, 'install')).toEqual(['pass operator', 'info gpu-cluster']);
    expect(itemsOf(report, 'allocatable')).toEqual(['pass claims']);
    expect(itemsOf(report, 'uninstall')).toContain('info policies');
  });

  it('is known by its setting', () => {
    expect(report.setting).toMatchObject({
      configuration: 'GPUCluster',
      takesGpuCluster: true,
      samples: { claim: { version: 'v1', deviceClass: 'gpu.nvidia.com' } },
      monitor: { selector: { app: 'nvidia-dcgm-exporter-dra' } },
    });
    const samples = stepOf(report, 'samples').commands.map(({ text }) => text);
    expect(samples.join('\n')).toContain('kind: ResourceClaimTemplate');
  });

  it.each([
    ['v1.34.1', 'v26.7.0', false],
    ['v1.34.2', 'v26.7.0', true],
    ['v1.36.0', 'v26.3.1', false],
  ])('can be installed in Kubernetes %s with operator %s: %s', (kubernetes, operator, expected) => {
    const world = healthyWorld();
    world.serverVersion = kubernetes;
    const pod = world.pods.find(({ metadata }) => metadata.name.startsWith('operator-'));
    put(pod, ['spec', 'containers', 0, 'image'], `nvcr.io/nvidia/gpu-operator:${operator}`);
    expect(reportOf(world).setting).toMatchObject({
      configuration: 'ClusterPolicy',
      takesGpuCluster: expected,
    });
  });
});

describe('a cluster where everything is done', () => {
  const report = reportOf(healthyWorld());

  it('has nothing next, and what nobody has to do is optional', () => {
    expect(report.next).toBeNull();
    expect(statesOf(report)).toEqual({
      prerequisites: 'done',
      helm: 'done',
      install: 'done',
      operands: 'done',
      allocatable: 'done',
      samples: 'done',
      notebook: 'optional',
      exporter: 'done',
      monitor: 'done',
      target: 'done',
      kubesphere: 'optional',
      curve: 'done',
      uninstall: 'optional',
    });
  });

  it('is what the contract says', () => {
    expect(() =>
      SetupReport.parse({ ...report, asOf: { kubernetes: 1, metrics: 1 }, partial: [] }),
    ).not.toThrow();
  });

  it('shows what was seen', () => {
    const seen = (id: SetupStepId) => stepOf(report, id).items.flatMap(({ evidence }) => evidence);
    expect(seen('allocatable')).toContainEqual(
      expect.objectContaining({
        object: `Node/${NODE}`,
        field: '.status.allocatable[nvidia.com/gpu]',
        value: '2',
      }),
    );
    expect(seen('exporter').map(({ value }) => value)).toContain('DCGM_FI_DEV_GPU_UTIL{gpu="0"} 12');
    expect(seen('monitor').map(({ object }) => object)).toContain(
      'ServiceMonitor/gpu-operator/nvidia-dcgm-exporter',
    );
  });

  it('tells what uninstalling leaves behind', () => {
    expect(itemsOf(report, 'uninstall')).toEqual([
      'info policies',
      'info namespace',
      'info labels',
      'info modules',
    ]);
  });
});

describe('a bare cluster', () => {
  it('begins with the namespace, and what depends on it waits', () => {
    const report = reportOf(bareWorld(), NOTHING);
    expect(report.next).toBe('helm');
    expect(statesOf(report)).toMatchObject({
      prerequisites: 'done',
      helm: 'next',
      install: 'blocked',
      operands: 'blocked',
      allocatable: 'blocked',
      samples: 'blocked',
      notebook: 'optional',
      exporter: 'blocked',
      target: 'blocked',
      curve: 'blocked',
    });
    expect(stepOf(report, 'curve').blockedBy).toBe('helm');
  });

  it('is no further for NFD that was there before', () => {
    const world = bareWorld();
    world.pods = [operandPod('nfd-worker', 'bare-1')];
    expect(itemsOf(reportOf(world, NOTHING), 'operands')).toEqual(['fail none']);
  });

  it('goes on to the installation once the namespace is there', () => {
    const world = bareWorld();
    world.namespaces.push({ metadata: { name: 'gpu-operator' } });
    const report = reportOf(world, NOTHING);
    expect(report.next).toBe('install');
    expect(stepOf(report, 'install').commands.at(-1)?.text).toContain(
      'helm install --wait gpu-operator \\\n  nvidia/gpu-operator \\\n  -n gpu-operator',
    );
    // The labels say that NFD is there already.
    expect(stepOf(report, 'install').commands.at(-1)?.text).toContain('--set nfd.enabled=false');
  });

  it('of an older Kubernetes, with Docker, gets a release that suits it and is told its runtime', () => {
    const world = bareWorld({ ...OF_2021, kubernetes: 'v1.19.9' });
    const report = reportOf(world, NOTHING);
    expect(report.setting.chart).toBe('>=1.9.0 <1.10.0');
    const { commands } = stepOf(report, 'install');
    expect(commands.at(-1)?.text).toContain("--version '>=1.9.0 <1.10.0'");
    expect(commands.at(-1)?.text).toContain('--set operator.defaultRuntime=docker');
    expect(statesOf(report)['prerequisites']).toBe('done');
  });

  it('of Kubernetes 1.14 is told of the kubelets’ feature gate', () => {
    const world = bareWorld({ ...OF_2021, kubernetes: 'v1.14.10' });
    const { commands, items } = stepOf(reportOf(world, NOTHING), 'prerequisites');
    expect(items.map(({ id }) => id)).toContain('feature-gate');
    expect(commands.map(({ text }) => text).join()).toContain('KubeletPodResources=true');
  });

  it('with a system that no release names cannot tell whether the newest does, and says so', () => {
    const report = reportOf(bareWorld({ os: 'Debian GNU/Linux 12' }), NOTHING);
    expect(statesOf(report)).toMatchObject({ prerequisites: 'unknown', helm: 'next' });
    expect(stepOf(report, 'prerequisites').results).toContainEqual(
      expect.objectContaining({
        check: 'platform-os',
        reason: expect.stringContaining('Debian GNU/Linux 12'),
      }),
    );
  });

  it('without a labelled node cannot tell whether there are GPUs, and says so', () => {
    const world = bareWorld();
    world.nodes = [];
    const report = reportOf(world, NOTHING);
    expect(statesOf(report)).toMatchObject({ prerequisites: 'unknown', helm: 'next' });
  });
});

describe('on the way', () => {
  it('an image that takes its time is waited for, and one that cannot be had is a failure', () => {
    const world = healthyWorld();
    const pod = world.pods.find(({ metadata }) => metadata.name === `driver-${NODE}`);
    const waiting = (reason: string) => {
      put(pod, ['status', 'conditions'], [{ type: 'Ready', status: 'False' }]);
      put(
        pod,
        ['status', 'containerStatuses'],
        [{ name: 'driver', ready: false, restartCount: 0, state: { waiting: { reason } } }],
      );
      put(pod, ['metadata', 'creationTimestamp'], '2024-03-01T08:55:00Z');
    };
    waiting('ContainerCreating');
    world.events.push({
      type: 'Normal',
      reason: 'Pulling',
      message: 'Pulling image "nvcr.io/nvidia/driver:550"',
      count: 1,
      lastSeen: NOW - 180,
      object: `Pod/driver-${NODE}`,
    });
    const slow = stepOf(reportOf(world), 'operands');
    expect(slow.state).toBe('next');
    expect(slow.items).toContainEqual(
      expect.objectContaining<Partial<SetupItem>>({
        id: 'pulling',
        verdict: 'wait',
        params: { node: NODE, image: 'nvcr.io/nvidia/driver:550', minutes: 3 },
      }),
    );
    expect(slow.items.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    waiting('ImagePullBackOff');
    expect(itemsOf(reportOf(world), 'operands')).toContain('fail pull-failed');
  });

  it('GPUs that are allocatable wait for nobody, though one is not and another node’s components fail', () => {
    const world = healthyWorld();
    put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1');
    world.pods = world.pods.filter(({ metadata }) => metadata.name !== `dcgm-${NODE}`);
    const step = stepOf(reportOf(world), 'allocatable');
    expect(step).toMatchObject({ state: 'open', blockedBy: null });
    expect(itemsOf(reportOf(world), 'operands')).toContain('fail broken');
    put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '0');
    expect(stepOf(reportOf(world), 'allocatable')).toMatchObject({ state: 'blocked', blockedBy: 'operands' });
  });

  it('the exporter’s links do not wait for the samples', () => {
    const world = healthyWorld();
    world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'train');
    world.serviceMonitors = [];
    world.targets = [];
    const report = reportOf(world, { moved: known(new Map()) });
    expect(statesOf(report)).toMatchObject({
      samples: 'next',
      monitor: 'open',
      target: 'blocked',
      curve: 'blocked',
    });
    expect(stepOf(report, 'curve').blockedBy).toBe('samples');
    expect(stepOf(report, 'target').blockedBy).toBe('monitor');
  });

  it('a pod of others that nobody can place undoes no step', () => {
    const world = healthyWorld();
    const waiting = structuredClone(world.pods.find(({ metadata }) => metadata.name === 'train'));
    put(waiting, ['metadata', 'name'], 'giant');
    put(waiting, ['spec', 'nodeName'], undefined);
    put(waiting, ['status', 'phase'], 'Pending');
    put(waiting, ['spec', 'containers', 0, 'resources'], { limits: { 'nvidia.com/gpu': '64' } });
    if (waiting !== undefined) world.pods.push(waiting);
    expect(itemsOf(reportOf(world), 'samples')).toEqual(['pass running', 'info queued']);
    expect(statesOf(reportOf(world))['samples']).toBe('done');
  });

  it('a queued pod alone is not enough', () => {
    const world = healthyWorld();
    const pod = world.pods.find(({ metadata }) => metadata.name === 'train');
    put(pod, ['spec', 'nodeName'], undefined);
    put(pod, ['status', 'phase'], 'Pending');
    expect(itemsOf(reportOf(world), 'samples')).toEqual(['fail none', 'info queued']);
  });

  it('a notebook with its Service is done, without one it stays optional', () => {
    const [pod] = factsPods(healthyWorld());
    const service = { name: 'nb', type: 'NodePort', clusterIp: '10.0.0.9', externalAddresses: [], ports: [] };
    expect(
      statesOf(reportOf(healthyWorld(), { notebook: { pod, services: known([service]) } }))['notebook'],
    ).toBe('done');
    expect(statesOf(reportOf(healthyWorld(), { notebook: { pod, services: known([]) } }))['notebook']).toBe(
      'optional',
    );
    const unread = reportOf(healthyWorld(), { notebook: { pod, services: unavailable('is forbidden') } });
    expect(stepOf(unread, 'notebook')).toMatchObject({ state: 'unknown' });
  });

  it('the permission to look at what the exporter serves is nobody’s duty', () => {
    const report = reportOf(healthyWorld(), { exposition: unavailable('services/proxy is forbidden') });
    expect(itemsOf(report, 'exporter')).toContain('unknown exposition-unread');
    expect(statesOf(report)['exporter']).toBe('done');
    expect(statesOf(reportOf(healthyWorld(), { exposition: known('process_cpu 1\n') }))['exporter']).toBe(
      'next',
    );
  });

  it('a curve that stands still is not done', () => {
    expect(itemsOf(reportOf(healthyWorld(), { moved: known(new Map([['GPU-0', 0.01]])) }), 'curve')).toEqual([
      'fail still',
    ]);
    expect(itemsOf(reportOf(healthyWorld(), { moved: known(new Map([['GPU-1', 0.9]])) }), 'curve')).toEqual([
      'fail idle',
    ]);
  });

  it('KubeSphere needs a workspace and a dashboard', () => {
    const world = healthyWorld();
    world.namespaces.push({
      metadata: { name: 'kubesphere-system', labels: { 'kubesphere.io/workspace': 'system-workspace' } },
    });
    world.dashboards = [];
    const report = reportOf(world);
    expect(report.next).toBe('kubesphere');
    expect(itemsOf(report, 'kubesphere')).toEqual(['fail no-workspace', 'pass served', 'fail no-dashboard']);
    put(world.namespaces[0], ['metadata', 'labels'], { 'kubesphere.io/workspace': 'gpu' });
    world.dashboards = [
      {
        metadata: { name: 'gpus', namespace: 'gpu-operator' },
        spec: { panels: [{ expr: 'DCGM_FI_DEV_GPU_UTIL' }] },
      },
    ];
    expect(statesOf(reportOf(world))['kubesphere']).toBe('done');
  });

  it('a host’s own driver is not the operator’s to install', () => {
    const world = healthyWorld();
    world.pods = world.pods.filter(({ metadata }) => metadata.name !== `driver-${NODE}`);
    put(world.policies[0], ['spec', 'driver'], { enabled: false });
    const report = reportOf(world);
    expect(report.setting.hasHostDriver).toBe(true);
    expect(stepOf(report, 'install').commands.at(-1)?.text).toContain('driver.enabled=false');
  });

  it('a device plugin without the operator is an installation, too', () => {
    const world = healthyWorld();
    world.pods = world.pods.filter(({ metadata }) => !metadata.name.startsWith('operator-'));
    world.policies = [];
    expect(itemsOf(reportOf(world), 'install')).toEqual(['pass without-operator']);
  });

  it('NFD of others is left alone', () => {
    const world = healthyWorld();
    const ownerReferences = [{ kind: 'DaemonSet', name: 'nfd-worker', controller: true }];
    const { metadata, ...worker } = operandPod('nfd-worker', NODE);
    const theirs = { ...metadata, name: 'nfd-theirs', namespace: 'nfd', ownerReferences };
    world.pods.push({ ...worker, metadata: theirs });
    expect(reportOf(world).setting.hasNfd).toBe(true);
    expect(reportOf(healthyWorld()).setting.hasNfd).toBe(false);
  });
});

function factsPods(world: World) {
  const { cluster } = factsOf(world);
  if (!('value' in cluster)) throw new Error('no cluster');
  const [pod] = cluster.value.pods.values();
  if (pod === undefined) throw new Error('no pod');
  return [pod] as const;
}

/** Worlds that lack a part of what makes a step done. */
const WORLDS: readonly (() => World)[] = [healthyWorld, bareWorld];

describe('facts that cannot be read', () => {
  const missing = fc.record({
    kinds: fc.subarray([...FACT_KINDS]),
    exposition: fc.boolean(),
    moved: fc.boolean(),
    world: fc.constantFrom(...WORLDS),
  });
  const REASON = 'is forbidden';

  const reportWithout = ({
    kinds,
    exposition,
    moved,
    world,
  }: typeof missing extends fc.Arbitrary<infer T> ? T : never) =>
    reportOf(
      world(),
      {
        ...(world === bareWorld ? NOTHING : {}),
        ...(exposition ? { exposition: unavailable(REASON) } : {}),
        ...(moved ? { moved: unavailable(REASON) } : {}),
      },
      Object.fromEntries(kinds.map((kind) => [kind, unavailable(REASON)])),
    );

  it('make no step done that is not, and none without evidence', () => {
    fc.assert(
      fc.property(missing, (lack) => {
        const before = statesOf(reportOf(lack.world(), lack.world === bareWorld ? NOTHING : {}));
        for (const { step, state, items } of reportWithout(lack).steps) {
          if (state !== 'done') continue;
          expect(before[step]).toBe('done');
          expect(items.some(({ verdict, evidence }) => verdict === 'pass' && evidence.length > 0)).toBe(true);
        }
      }),
    );
  });

  it('leave at most one step next, the first that is open, and the others behind it', () => {
    fc.assert(
      fc.property(missing, (lack) => {
        const { steps, next } = reportWithout(lack);
        const open = steps.filter(({ state }) => ['next', 'open', 'blocked'].includes(state));
        expect(open.map(({ state }) => state).indexOf('next')).toBe(open.length === 0 ? -1 : 0);
        expect(open.filter(({ state }) => state === 'next').map(({ step }) => step)).toEqual(
          next === null ? [] : [next],
        );
        for (const { state, blockedBy } of open) expect(blockedBy !== null).toBe(state === 'blocked');
      }),
    );
  });

  it('say why, in the words of who refused', () => {
    for (const kind of ['cluster', 'namespaces', 'services', 'endpoints', 'targets', 'fleet'] as const) {
      const report = reportOf(healthyWorld(), {}, { [kind]: unavailable(REASON) });
      const told = report.steps
        .filter(({ state }) => state === 'unknown')
        .flatMap(({ items, results }) => [...items, ...results]);
      expect(told.map(({ reason }) => reason)).toContain(REASON);
    }
  });
});
