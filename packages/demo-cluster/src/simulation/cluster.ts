import type { LogSource } from '../kubernetes/logSource.ts';
import { type KubeObject, ObjectStore, rfc3339 } from '../kubernetes/objectStore.ts';
import { createBaseObjects } from './baseObjects.ts';
import { logLines } from './containerLogs.ts';
import { Controllers } from './controllers.ts';
import { EndpointsController } from './endpoints.ts';
import { EventRecorder } from './eventRecorder.ts';
import { exportersOf } from './exporters.ts';
import { scheduleFaults } from './faults.ts';
import { Gpu } from './gpu.ts';
import { giveBack } from './kai.ts';
import { Kubelet } from './kubelet.ts';
import { migProfile } from './mig.ts';
import { hasAlwaysWorked, nodeConditions, nodeObject } from './nodeObject.ts';
import type { ClusterPlan, NodePlan } from './plan.ts';
import { podView } from './podView.ts';
import { products } from './products.ts';
import { Random } from './random.ts';
import { ResourceClaims } from './resourceClaims.ts';
import { Scheduler } from './scheduler.ts';
import { Timeline } from './timeline.ts';
import { Workloads } from './workloads.ts';
import type { PodRun, SimulatedNode, World } from './world.ts';

export interface ClusterOptions {
  readonly plan: ClusterPlan;
  readonly seed: number;
  /** Unix seconds at which the simulation begins, and at which its past ends. */
  readonly start: number;
  readonly liveFrom: number;
  /** The second byte of the loopback addresses that its pods have: 127.x.0.0/16. */
  readonly network: number;
  readonly honorLabels: boolean;
}

const DAY = 86_400;

/** A whole simulated cluster: a store of objects on one side, GPUs on the other, and time between them. */
export class SimulatedCluster {
  readonly store: ObjectStore;
  readonly world: World;
  readonly logs: LogSource;
  readonly #kubelet: Kubelet;
  readonly #scheduler: Scheduler;
  readonly #followers = new Set<() => void>();

  constructor(options: ClusterOptions) {
    const { plan, seed, start, liveFrom, network } = options;
    const timeline = new Timeline(start);
    const random = new Random(seed);
    this.store = new ObjectStore({ now: () => timeline.now, uid: () => random.uuid() });
    const nodes = plan.nodes.map((node, index) => simulatedNode(plan, node, index, network, start, random));
    this.world = {
      plan,
      store: this.store,
      timeline,
      random,
      events: new EventRecorder(this.store, timeline, random),
      nodes: new Map(nodes.map((node) => [node.name, node])),
      runs: new Map(),
      liveFrom,
      settledAt: Math.max(...nodes.map(({ bootedAt }) => bootedAt)),
      kubeStateMetricsAddress: `127.${network}.0.10`,
      operatorAddress: `127.${network}.0.11`,
      isBooting: true,
    };
    this.#kubelet = new Kubelet(this.world);
    this.#scheduler = new Scheduler(this.world, new ResourceClaims(this.world), (pod) =>
      this.#kubelet.accept(pod),
    );
    this.logs = this.#logSource();
    this.#boot(options.honorLabels);
  }

  /** Lets the cluster live on to a time in Unix seconds. */
  advanceTo(unixSeconds: number): void {
    this.world.timeline.advanceTo(unixSeconds);
    for (const follow of this.#followers) follow();
  }

  /** Ends a pod that got its deletionTimestamp; its kubelet removes the object when it is done. */
  stopPod(pod: KubeObject): 'handled' | 'remove-now' {
    const { uid, deletionGracePeriodSeconds = 30 } = pod.metadata;
    if (!uid || !this.world.runs.has(uid)) return 'remove-now';
    this.#kubelet.stop(uid, deletionGracePeriodSeconds);
    return 'handled';
  }

  #boot(honorLabels: boolean): void {
    const { world, store } = this;
    const remove = (pod: KubeObject) => this.#deletePod(pod);
    store.subscribe(({ type, object, previous }) => {
      if (object.kind === 'Pod') this.#onPod(type, object, previous);
      if (object.kind === 'Node' && type === 'MODIFIED') this.#scheduler.wake();
    });
    new Controllers(world, remove);
    new EndpointsController(world);
    for (const node of world.nodes.values()) store.create(nodeObject(node, world.plan, world.timeline.now));
    createBaseObjects(world, honorLabels);
    this.#beatHearts();
    world.timeline.advanceTo(world.timeline.now + 5);
    world.isBooting = false;
    new Workloads(world, remove).start(world.plan.workloads);
    scheduleFaults(world, this.#kubelet);
  }

  #onPod(type: string, pod: KubeObject, previous: KubeObject | undefined): void {
    const { uid, nodeName, phase } = podView(pod);
    if (type === 'DELETED') {
      this.#scheduler.remove(uid);
      this.#kubelet.forget(uid);
      giveBack(this.world, pod, (last) => this.#deletePod(last));
      this.#scheduler.wake();
    } else if (type === 'ADDED') {
      if (nodeName) this.#kubelet.accept(pod);
      else this.#scheduler.add(pod);
    } else if (previous && podView(previous).phase !== phase && phase !== 'Running') {
      this.#scheduler.wake();
    }
  }

  #deletePod(pod: KubeObject): void {
    const { namespace, name, deletionTimestamp } = pod.metadata;
    const { graceSeconds, nodeName, phase } = podView(pod);
    if (deletionTimestamp) return;
    if (!nodeName || ['Succeeded', 'Failed'].includes(phase)) {
      this.store.delete('Pod', namespace, name);
      return;
    }
    const marked = this.store.modify('Pod', namespace, name, ({ metadata }) => {
      metadata.deletionTimestamp = rfc3339(this.world.timeline.now + graceSeconds);
      metadata.deletionGracePeriodSeconds = graceSeconds;
    });
    if (marked && this.stopPod(marked) === 'remove-now') this.store.delete('Pod', namespace, name);
  }

  /**
   * Kubelets report their status every five minutes, and renew their lease every ten seconds. Leases matter only
   * to who looks now, so that the past does without them.
   */
  #beatHearts(): void {
    const { world, store } = this;
    for (const [index, node] of [...world.nodes.values()].entries()) {
      world.timeline.every(300, () => this.#reportStatus(node), index * 7);
      const metadata = { name: node.name, namespace: 'kube-node-lease' };
      const spec = {
        holderIdentity: node.name,
        leaseDurationSeconds: 40,
        renewTime: micros(world.timeline.now),
      };
      store.create({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec });
      world.timeline.at(world.liveFrom, () => {
        world.timeline.every(10, () => {
          store.modify('Lease', 'kube-node-lease', node.name, (draft) => {
            draft.spec = { ...draft.spec, renewTime: micros(world.timeline.now) };
          });
        });
      });
    }
  }

  #reportStatus(node: SimulatedNode): void {
    if (!node.isUp) return;
    this.store.modify('Node', undefined, node.name, (draft) => {
      draft.status = { ...draft.status, conditions: nodeConditions(node.bootedAt, this.world.timeline.now) };
    });
  }

  #logSource(): LogSource {
    const { timeline } = this.world;
    const find = (pod: { namespace: string; name: string }, container: string) => {
      const { initContainers = [], containers = [] } = this.#runOf(pod) ?? {};
      return [...initContainers, ...containers].find(({ name }) => name === container);
    };
    return {
      read: (pod, container, { previous }) => {
        const run = find(pod, container);
        // Kubelet gives the log of the last run while the next one is held back.
        const ended = previous || run?.startedAt === undefined ? run?.previous : undefined;
        if (!run || (previous && !ended) || (run.startedAt ?? ended) === undefined) return undefined;
        return { lines: logLines({ ...run, ...ended }, timeline.now - DAY, timeline.now) };
      },
      follow: (pod, container, onLine) => {
        let seen = timeline.now;
        const stop = () => void this.#followers.delete(follow);
        const follow = () => {
          const run = find(pod, container);
          for (const line of run ? logLines(run, seen, timeline.now) : []) onLine(line);
          seen = timeline.now;
          if (run && run.finishedAt === undefined) return;
          onLine(undefined);
          stop();
        };
        this.#followers.add(follow);
        return stop;
      },
    };
  }

  #runOf({ namespace, name }: { namespace: string; name: string }): PodRun | undefined {
    return this.world.runs.get(this.store.get('Pod', namespace, name)?.metadata.uid ?? '');
  }
}

function simulatedNode(
  cluster: ClusterPlan,
  plan: NodePlan,
  index: number,
  network: number,
  start: number,
  random: Random,
): SimulatedNode {
  const podNetwork = `127.${network}.${index + 1}`;
  const bootedAt = Math.floor(start - DAY * random.between(4, 40));
  let lastAddress = 0;
  return {
    name: plan.name,
    plan,
    gpus: gpusOf(plan, start, bootedAt + 60, random),
    address: `10.20.${Math.floor(index / 200)}.${11 + (index % 200)}`,
    podNetwork,
    exporters: exportersOf(cluster, plan).map((exporter, place) => ({
      plan: exporter,
      address: `${podNetwork}.${2 + place}`,
    })),
    bootedAt,
    boots: 0,
    isUp: true,
    hasDevicePlugin: hasAlwaysWorked(plan),
    hasOfferedDevices: hasAlwaysWorked(plan),
    images: new Set(),
    runs: new Set(),
    waiting: [],
    exporterUp: true,
    nextPodAddress: () => {
      lastAddress = (lastAddress + 1) % 240;
      return `${podNetwork}.${10 + lastAddress}`;
    },
  };
}

function gpusOf(plan: NodePlan, start: number, driverLoadedAt: number, random: Random): Gpu[] {
  if (plan.product === undefined) return [];
  const { product } = plan;
  return Array.from({ length: plan.gpus }, (_, index) => {
    const profiles = plan.mig?.[index];
    return new Gpu({
      product: products[plan.boards?.[index] ?? product],
      index,
      uuid: `GPU-${random.uuid()}`,
      pciBusId: `00000000:${(0x1a + index * 0x11).toString(16).toUpperCase().padStart(2, '0')}:00.0`,
      ...(profiles && { instances: profiles.map(migProfile) }),
      ...(plan.replicas !== undefined && { replicas: plan.replicas }),
      now: start,
      driverLoadedAt,
    });
  });
}

/** MicroTime, as leases have it. */
function micros(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 23)}000Z`;
}
