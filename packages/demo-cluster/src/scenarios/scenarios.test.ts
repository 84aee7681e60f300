import { describe, expect, it } from 'vitest';
import { Authorizer } from '../kubernetes/access/authorizer.ts';
import { ensureDefaultRoles } from '../kubernetes/access/defaultRoles.ts';
import { isReady } from '../simulation/controllers.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, textOf } from '../simulation/unknownFields.ts';
import { bare } from './bare.ts';
import { dra } from './dra.ts';
import { eras } from './eras.ts';
import { fleet } from './fleet.ts';
import { allocatable, LIVE_FROM, live, phasesOf } from './liveCluster.ts';
import { sharing } from './sharing.ts';
import { troubled } from './troubled.ts';
import { upgrade } from './upgrade.ts';

describe('eras', () => {
  const cluster = live(eras);

  it('has one exporter on each node, two on the one that is being upgraded, each with a monitor of its own', () => {
    const running = cluster.store
      .list('Pod')
      .filter((pod) => /dcgm-exporter|gpu-metrics/.test(pod.metadata.name))
      .map((pod) => podView(pod).nodeName);
    const nodes = eras.plan({}).nodes.map(({ name }) => name);
    expect(running.toSorted()).toEqual([...nodes, 'gpu-upgrade'].toSorted());
    const monitors = cluster.store.list('ServiceMonitor').map(({ metadata }) => metadata.name);
    const others = ['gpu-operator', 'kube-state-metrics'];
    expect(monitors.filter((name) => !others.includes(name))).toHaveLength(8);
  });

  it('works on every node', () => {
    expect(new Set(Object.values(phasesOf(cluster, 'research')))).toEqual(new Set(['Running']));
  });
});

describe('upgrade', () => {
  const cluster = live(upgrade, 3600);
  const imagesOn = (name: string) =>
    cluster.store
      .list('Pod', 'monitoring')
      .map(podView)
      .filter((pod) => pod.nodeName === name && pod.name.startsWith('dcgm-exporter'))
      .map(({ containers }) => containers[0]?.image.split(':').at(-1));

  it.each([
    ['gpu-before', '4.5.3-4.8.2-distroless'],
    ['gpu-between', '4.6.0-4.8.3-distroless'],
    ['gpu-after', '4.7.0-4.9.0-distroless'],
    ['gpu-midway', '4.7.0-4.9.0-distroless'],
  ])('has on %s the one exporter %s', (node, tag) => {
    expect(imagesOn(node)).toEqual([tag]);
  });

  it('had the old one on the node that is midway', () => {
    const { store } = live(upgrade, 3600, -2400);
    const [pod] = store.list('Pod', 'monitoring').filter((one) => podView(one).nodeName === 'gpu-midway');
    expect(pod?.metadata.name).toMatch(/^dcgm-exporter-4-8-2-/);
  });
});

describe('fleet', () => {
  it('has every component of the operator at work, but for the exporter that is down', () => {
    const { store } = live(fleet);
    const pods = store.list('Pod', 'gpu-operator').filter((pod) => !isReady(pod));
    expect(pods.map((pod) => [podView(pod).owner?.name, podView(pod).nodeName])).toEqual([
      ['nvidia-dcgm-exporter', 'gpu-t4-02'],
    ]);
  });

  it('lets administrators do everything, and two teams work in their own namespaces', () => {
    const { store } = live(fleet);
    ensureDefaultRoles(store);
    const authorizer = new Authorizer(store);
    const pods = { group: '', resource: 'pods', subresource: '', name: '' };
    const may = (group: string, verb: string, namespace: string) =>
      authorizer.decide({ name: 'somebody', groups: [group] }, { ...pods, verb, namespace }).allowed;
    const everywhere = ['', 'nlp', 'vision', 'research'];
    const where = (group: string, verb: string) => everywhere.filter((name) => may(group, verb, name));
    expect(where('gpu-admins', 'delete')).toEqual(everywhere);
    expect(where('nlp', 'create')).toEqual(['nlp']);
    expect(where('vision', 'list')).toEqual(['vision']);
    expect(where('research', 'list')).toEqual([]);
  });
});

describe('troubled', () => {
  const cluster = live(troubled);
  const nodes = troubled.plan({}).nodes.map(({ name }) => name);

  it('has a node for each fault, and none that is not there', () => {
    expect(new Set(nodes).size).toBe(nodes.length);
    for (const { node } of troubled.plan({}).faults) expect(nodes).toContain(node);
  });

  it('works where nothing is wrong', () => {
    expect(allocatable(cluster, 'all-well')).toEqual({ 'nvidia.com/gpu': '1' });
    expect(allocatable(cluster, 'nouveau')).toEqual({});
    const on = cluster.store.list('Pod').filter((pod) => podView(pod).nodeName === 'all-well');
    expect(on.length).toBeGreaterThan(10);
    expect(on.filter((pod) => !isReady(pod))).toEqual([]);
  });
});

describe('sharing', () => {
  const cluster = live(sharing);

  it.each([
    ['gpu-sliced', { 'nvidia.com/gpu': '32' }],
    ['gpu-renamed', { 'nvidia.com/gpu.shared': '8' }],
    ['gpu-mps', { 'nvidia.com/gpu': '4' }],
    ['gpu-mig-single', { 'nvidia.com/gpu': '14' }],
    [
      'gpu-mig-mixed',
      { 'nvidia.com/gpu': '0', 'nvidia.com/mig-1g.10gb': '4', 'nvidia.com/mig-3g.40gb': '2' },
    ],
    ['gpu-hami', { 'nvidia.com/gpu': '40' }],
    [
      'gpu-volcano',
      { 'volcano.sh/vgpu-number': '20', 'volcano.sh/vgpu-memory': '30720', 'volcano.sh/vgpu-cores': '200' },
    ],
    ['amd-mi300x', { 'amd.com/gpu': '8' }],
    ['intel-flex', { 'gpu.intel.com/i915': '3' }],
  ])('%s offers %o', (node, resources) => {
    expect(allocatable(cluster, node)).toMatchObject(resources);
  });

  it.each([
    ['gpu-sliced', '-SHARED', '8', '4', 'time-slicing'],
    ['gpu-renamed', 'L4', '2', '4', 'time-slicing'],
    ['gpu-mps', '-SHARED', '2', '2', 'mps'],
    ['gpu-mig-single', '-MIG-1g.10gb', '14', '1', 'none'],
    ['gpu-hami', 'T4', '4', '1', 'none'],
  ])('%s is labelled as feature discovery does', (node, suffix, count, replicas, strategy) => {
    const labels = cluster.store.get('Node', undefined, node)?.metadata.labels ?? {};
    expect(labels['nvidia.com/gpu.product']?.endsWith(suffix)).toBe(true);
    expect(labels).toMatchObject({
      'nvidia.com/gpu.count': count,
      'nvidia.com/gpu.replicas': replicas,
      'nvidia.com/gpu.sharing-strategy': strategy,
    });
  });

  it('has every pod running', () => {
    expect(new Set(Object.values(phasesOf(cluster, 'serving')))).toEqual(new Set(['Running']));
  });
});

describe('dra', () => {
  const cluster = live(dra);
  const { store } = cluster;
  const namespace = 'research';
  const claimsOf = () =>
    store.list('ResourceClaim', namespace).map(({ metadata, status }) => ({
      name: metadata.name.replace(/-\w{5}$/, ''),
      reservedFor: fieldsOf(status)['reservedFor'],
    }));

  it('gives each claim its devices, a shared one to both pods, and lets the last pod wait', () => {
    expect(phasesOf(cluster, namespace)).toMatchObject({ 'sharing-b': 'Running', 'wants-eight': 'Pending' });
    expect(claimsOf().find(({ name }) => name === 'shared-gpu')?.reservedFor).toMatchObject([
      { name: 'sharing-a' },
      { name: 'sharing-b' },
    ]);
    const holders = cluster.world.nodes.get('gpu-claimed')?.gpus.map(({ occupants }) =>
      occupants
        .map(({ pod }) => pod)
        .toSorted()
        .join(),
    );
    expect(holders?.toSorted()).toEqual([
      '',
      '',
      '',
      '',
      'one-claimed',
      'sharing-a,sharing-b',
      'two-claimed',
      'two-claimed',
    ]);
    const [condition] = [fieldsOf(store.get('Pod', namespace, 'wants-eight')?.status)['conditions']].flat();
    expect(textOf(fieldsOf(condition)['message'])).toBe(
      '0/3 nodes are available: 3 cannot allocate all claims. still not schedulable, ' +
        'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    );
  });

  it('gives parts of a GPU, the first alternative that there is, and to a watcher what others hold', () => {
    const split = cluster.world.nodes.get('gpu-split');
    const holders = split?.gpus[0]?.instances.map(({ profile, occupants }) => [
      profile.name,
      occupants.map(({ pod }) => pod).join(),
    ]);
    expect(holders).toEqual([
      ['3g.40gb', ''],
      ['2g.20gb', 'takes-what-is-there'],
      // A claim has the first of the small ones, for a pod that is gone.
      ['1g.10gb', ''],
      ['1g.10gb', 'part-claimed'],
    ]);
    expect(split?.gpus[1]?.occupants).toEqual([]);
    const [left] = store
      .list('ResourceClaim', namespace)
      .filter(({ metadata }) => metadata.name === 'left-behind');
    expect(left?.status).toMatchObject({
      allocation: { devices: { results: [{ device: 'gpu-0-mig-1g10gb-19-6' }] } },
      reservedFor: [{ name: 'notebook-0' }],
    });
    const [watch] = store.list('ResourceClaim', 'monitoring');
    const results = fieldsOf(fieldsOf(fieldsOf(watch?.status)['allocation'])['devices'])['results'];
    expect(results).toHaveLength(8);
    expect(results).toContainEqual({
      request: 'gpu',
      driver: 'gpu.nvidia.com',
      pool: 'gpu-claimed',
      device: 'gpu-0',
      adminAccess: true,
    });
    expect(phasesOf(cluster, 'monitoring')).toMatchObject({ 'device-watch': 'Running' });
  });

  it('takes devices back: the last pod starts when the others are gone', () => {
    for (const name of ['one-claimed', 'two-claimed', 'sharing-a', 'sharing-b'])
      store.delete('Pod', namespace, name);
    expect(claimsOf().map(({ name }) => name)).toEqual([
      'left-behind',
      'part-claimed-gpu',
      'shared-gpu',
      'takes-what-is-there-gpu',
      'wants-eight-gpus',
    ]);
    cluster.advanceTo(LIVE_FROM + 120);
    expect(phasesOf(cluster, namespace)).toMatchObject({ 'wants-eight': 'Running' });
  });
});

describe('bare', () => {
  const { store } = live(bare);

  it('has GPU nodes by their labels, node feature discovery, and nothing of NVIDIA’s', () => {
    const labels = store.list('Node').map(({ metadata }) => metadata.labels ?? {});
    expect(labels.map((own) => own['feature.node.kubernetes.io/pci-10de.present'])).toEqual(
      Array(3).fill('true'),
    );
    expect(labels.flatMap(Object.keys).filter((key) => key.startsWith('nvidia.com/'))).toEqual([]);
    expect(store.list('Namespace').map(({ metadata }) => metadata.name)).not.toContain('gpu-operator');
    expect(store.list('ClusterPolicy')).toEqual([]);
    expect(store.list('ServiceMonitor').map(({ metadata }) => metadata.name)).toEqual(['kube-state-metrics']);
    expect(new Set(store.list('DaemonSet').map(({ metadata }) => metadata.name))).toEqual(
      new Set(['kube-proxy', 'nfd-worker']),
    );
  });
});
