import { describe, expect, it } from 'vitest';
import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { scrapeTargets } from '../history/scrapeTargets.ts';
import { fleet } from '../scenarios/fleet.ts';
import { SimulatedCluster } from './cluster.ts';
import { fieldsOf, listOf } from './unknownFields.ts';

const LIVE_FROM = 1_700_000_000;
const TRAINER = {
  image: 'nvcr.io/nvidia/pytorch:24.10-py3',
  command: ['torchrun', 'train.py', '--max-time=9h'],
};
const GPU = { gpus: { 'nvidia.com/gpu': 1 } };

/** One node of two GPUs, rebooted at `LIVE_FROM`: a server that is started again, and a job that is not. */
function rebooted() {
  const plan = fleet.plan({});
  const server = {
    namespace: 'ml',
    name: 'server',
    image: 'vllm/vllm-openai:v0.6.4',
    args: ['serve'],
    ...GPU,
  };
  const cluster = new SimulatedCluster({
    plan: {
      ...plan,
      nodes: [{ name: 'node-1', product: 't4', gpus: 2, exporter: '4.x', cores: 64, memoryGi: 512 }],
      workloads: [
        { kind: 'deployment', replicas: 1, template: server },
        {
          kind: 'jobs',
          template: { namespace: 'ml', name: 'job', ...TRAINER, ...GPU },
          parallel: 1,
          minutes: [300, 300],
          pauseMinutes: [5, 5],
        },
      ],
      faults: [{ kind: 'reboot', at: 0, node: 'node-1' }],
    },
    seed: 1,
    start: LIVE_FROM - 1800,
    liveFrom: LIVE_FROM,
    network: 1,
    honorLabels: false,
  });
  const pod = (start: string) =>
    cluster.store.list('Pod').find(({ metadata }) => metadata.name.startsWith(start));
  const container = (start: string) => fieldsOf(listOf(fieldsOf(pod(start)?.status)['containerStatuses'])[0]);
  const node = () => cluster.store.get('Node', undefined, 'node-1');
  const condition = () =>
    listOf(fieldsOf(node()?.status)['conditions'])
      .map(fieldsOf)
      .find(({ type }) => type === 'Ready');
  const startOf = (start: string) =>
    Date.parse(String(fieldsOf(fieldsOf(container(start)['state'])['running'])['startedAt'])) / 1000;
  const exporter = scrapeTargets(cluster, false)[0];
  return { cluster, pod, container, node, condition, startOf, exporter };
}

const system = (node: ReturnType<ReturnType<typeof rebooted>['node']>) =>
  fieldsOf(fieldsOf(node?.status)['nodeInfo']);
const allocatable = (node: ReturnType<ReturnType<typeof rebooted>['node']>) =>
  fieldsOf(fieldsOf(node?.status)['allocatable'])['nvidia.com/gpu'];

describe('a node that reboots', () => {
  it('falls silent: unknown, its pods not ready, its exporter not there', () => {
    const { cluster, condition, exporter } = rebooted();
    cluster.advanceTo(LIVE_FROM - 1);
    expect(exporter?.isUp()).toBe(true);
    cluster.advanceTo(LIVE_FROM + 60);
    expect(condition()).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
    expect(exporter?.isUp()).toBe(false);
  });

  it('comes back under another boot id, says so, and offers its GPUs once the device plugin is there', () => {
    const { cluster, node, condition } = rebooted();
    cluster.advanceTo(LIVE_FROM - 1);
    const before = system(node());
    cluster.advanceTo(LIVE_FROM + 200);
    expect(condition()).toMatchObject({ status: 'True' });
    expect(system(node())['bootID']).not.toBe(before['bootID']);
    expect(system(node())['machineID']).toBe(before['machineID']);
    expect(allocatable(node())).toBe('0');
    expect(node()?.spec?.['taints']).toEqual([]);
    const reasons = cluster.store.list('Event').map((event) => event['reason']);
    expect(reasons).toEqual(expect.arrayContaining(['NodeNotReady', 'Rebooted', 'NodeReady']));
    cluster.advanceTo(LIVE_FROM + 400);
    expect(allocatable(node())).toBe('2');
  });

  it('starts the server again before the device plugin: in its place, without its GPU, which it still holds', () => {
    const { cluster, pod, container, startOf, exporter } = rebooted();
    cluster.advanceTo(LIVE_FROM - 1);
    const { uid } = pod('server')?.metadata ?? {};
    cluster.advanceTo(LIVE_FROM + 900);
    expect(pod('server')?.metadata.uid).toBe(uid);
    expect(container('server')).toMatchObject({
      restartCount: 1,
      ready: true,
      lastState: { terminated: { exitCode: 255, reason: 'Unknown' } },
    });
    expect(startOf('server')).toBeLessThan(startOf('nvidia-device-plugin'));
    const use = exporter
      ?.text()
      .split('\n')
      .filter((line) => line.startsWith('DCGM_FI_DEV_GPU_UTIL{') && line.includes('pod="server'));
    expect(use).toEqual([expect.stringMatching(/ 0$/)]);
  });

  it('ends what is not to be started again; the job’s next pod has its GPU', () => {
    const { cluster } = rebooted();
    cluster.advanceTo(LIVE_FROM + 900);
    const phases = cluster.store
      .list('Pod')
      .filter(({ metadata }) => metadata.name.startsWith('job'))
      .map(({ status }) => fieldsOf(status)['phase']);
    expect(phases.toSorted()).toEqual(['Failed', 'Running']);
    const [node] = cluster.world.nodes.values();
    if (node === undefined) throw new Error('the cluster has no node');
    const { driver } = cluster.world.plan.host;
    const exporter = new DcgmExporter({
      era: '4.x',
      counters: 'default',
      gpus: node.gpus,
      driver,
      hostname: () => '',
    });
    exporter.collect(LIVE_FROM + 900);
    expect(exporter.text()).toMatch(/DCGM_FI_DEV_GPU_UTIL\{[^}]*pod="job[^}]*\} [1-9]/);
  });
});
