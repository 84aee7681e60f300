import { describe, expect, it } from 'vitest';
import { fleet } from '../scenarios/fleet.ts';
import { SimulatedCluster } from './cluster.ts';

const LIVE_FROM = 1_700_000_000;
const SERVER = { namespace: 'serving', name: 'chat-server' };

/** One node whose only GPU serves models, until the server is killed for want of memory. */
function killedServer() {
  const plan = fleet.plan({});
  const template = {
    ...SERVER,
    image: 'vllm/vllm-openai:v0.6.4',
    args: ['serve'],
    gpus: { 'nvidia.com/gpu': 1 },
  };
  const cluster = new SimulatedCluster({
    plan: {
      ...plan,
      nodes: [{ name: 'node-1', product: 't4', gpus: 1, exporter: '4.x', cores: 16, memoryGi: 64 }],
      workloads: [{ kind: 'deployment', replicas: 1, template }],
      faults: [{ kind: 'out-of-memory', at: 0, node: 'node-1', gpu: 0 }],
    },
    seed: 1,
    start: LIVE_FROM - 600,
    liveFrom: LIVE_FROM,
    network: 1,
    honorLabels: false,
  });
  const pod = () => cluster.store.list('Pod', 'serving')[0];
  const log = (previous: boolean) => {
    const { namespace = '', name = '' } = pod()?.metadata ?? {};
    return cluster.logs.read({ namespace, name }, 'server', { previous })?.lines;
  };
  return { cluster, pod, log };
}

describe('a container that is killed', () => {
  it('has no run before its first', () => {
    const { cluster, log } = killedServer();
    cluster.advanceTo(LIVE_FROM - 1);
    expect(log(false)?.length).toBeGreaterThan(0);
    expect(log(true)).toBeUndefined();
  });

  it('tells why, and keeps its log, while it is held back and after', () => {
    const { cluster, pod, log } = killedServer();
    cluster.advanceTo(LIVE_FROM - 1);
    const before = log(false);
    cluster.advanceTo(LIVE_FROM + 5);
    const lastState = {
      terminated: {
        exitCode: 137,
        reason: 'OOMKilled',
        finishedAt: new Date(LIVE_FROM * 1000).toISOString().replace('.000', ''),
      },
    };
    expect(pod()?.status).toMatchObject({
      containerStatuses: [{ restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState }],
    });
    expect(log(false)).toEqual(before);
    expect(log(true)).toEqual(before);
    cluster.advanceTo(LIVE_FROM + 60);
    expect(pod()?.status).toMatchObject({ containerStatuses: [{ restartCount: 1, ready: true, lastState }] });
    expect(log(true)).toEqual(before);
    expect(log(false)?.[0]?.time).toBeGreaterThan(LIVE_FROM);
  });
});
