import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { behaviourOf } from './behaviour.ts';
import { grantedDevices } from './claimedDevices.ts';
import { takeDevices } from './devices.ts';
import type { Occupant } from './gpu.ts';
import { fractionOf } from './kai.ts';
import { operandNamespace } from './operands.ts';
import { beginWork, endWork, isServed } from './operandWork.ts';
import { operatorAddress } from './operatorMonitoring.ts';
import { isDone, podStatus } from './podStatus.ts';
import { type ContainerView, type PodView, podView } from './podView.ts';
import { seedOf } from './random.ts';
import {
  type ContainerRun,
  isRunning,
  modifyPod,
  type PodRun,
  type SimulatedNode,
  type World,
} from './world.ts';

/** Bytes per second at which a node pulls an image it does not have. */
const PULL_RATE = 150e6;

/** The exit code of a container that nobody saw end. */
const LOST = 255;

/** What a container that cannot run lives for. */
const CRASH_SECONDS = 4;

/** Kubelet's longest wait before it tries again, and the try. */
const RETRY_SECONDS = 310;

/** A step that has nothing to wait for. */
const INIT_SECONDS = 1;

/** The kubelets of all nodes: from a pod that is bound to a node to its end. */
export class Kubelet {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Takes over a pod that has a node. A pod whose devices are gone by then fails, as at kubelet's admission. */
  accept(pod: KubeObject): void {
    const view = podView(pod);
    const node = this.#world.nodes.get(view.nodeName ?? '');
    if (!node || this.#world.runs.has(view.uid) || ['Succeeded', 'Failed'].includes(view.phase)) return;
    const containerRun = (container: ContainerView) => this.#containerRun(container, view, node);
    const containers = view.containers.map(containerRun);
    const devices = takeDevices(node, view, containers, grantedDevices(this.#world.store, view));
    if (!devices) {
      this.#refuse(pod);
      return;
    }
    const run: PodRun = {
      uid: view.uid,
      namespace: view.namespace,
      name: view.name,
      node,
      view,
      // A sidecar is there, and nothing more is told of it.
      initContainers: view.initContainers.filter(({ restartsAlways }) => !restartsAlways).map(containerRun),
      containers,
      devices,
      address: addressOf(pod, node, this.#world),
      isFinished: false,
      isStopping: false,
    };
    this.#world.runs.set(view.uid, run);
    node.runs.add(run);
    if (this.#world.isBooting) this.#findRunning(run);
    else this.#prepare(run);
  }

  #containerRun(container: ContainerView, pod: PodView, node: SimulatedNode): ContainerRun {
    const { name, image } = container;
    const { uid, namespace } = pod;
    const seed = seedOf(`${uid}/${name}`);
    const isOperand = namespace === operandNamespace(this.#world.plan);
    return {
      name,
      image,
      containerId: this.#world.random.hex(64),
      seed,
      behaviour: behaviourOf(container, seed, fractionOf(pod) !== undefined),
      fault: isOperand ? node.plan.containerFaults?.[name] : undefined,
      restarts: 0,
      startedAt: undefined,
      finishedAt: undefined,
      exitCode: undefined,
      previous: undefined,
    };
  }

  /** Stops a pod within its grace period (seconds) and removes its object. */
  stop(uid: string, graceSeconds: number): void {
    const run = this.#world.runs.get(uid);
    if (!run || run.isStopping) return;
    run.isStopping = true;
    for (const { name, startedAt, finishedAt } of run.containers) {
      if (startedAt === undefined || finishedAt !== undefined) continue;
      this.#event(run, 'Killing', `Stopping container ${name}`);
    }
    // A shell's `sleep` as process 1 ignores SIGTERM, so that it takes the whole grace period.
    const stubborn = run.containers.some(
      ({ behaviour }) => behaviour.log === 'quiet' && behaviour.imageBytes > 1e8,
    );
    this.#world.timeline.after(
      run.isFinished ? 0 : stubborn ? graceSeconds : Math.min(graceSeconds, 2),
      () => {
        this.#release(run);
        this.#world.runs.delete(uid);
        this.#world.store.delete('Pod', run.namespace, run.name);
      },
    );
  }

  /** Ends a running pod's containers with an exit code, as a fault does. */
  fail(uid: string, exitCode: number): void {
    const run = this.#world.runs.get(uid);
    for (const container of run?.containers ?? []) if (run) this.#finish(run, container, exitCode);
  }

  /** A pod whose containers die as often as they are started: it stays in CrashLoopBackOff. */
  crash(uid: string): void {
    const run = this.#world.runs.get(uid);
    for (const container of run?.containers ?? []) if (run) this.#crash(run, container);
  }

  /** @param times how often it has died by now */
  #crash(run: PodRun, container: ContainerRun, times = 1): void {
    if (run.isStopping) return;
    const { now } = this.#world.timeline;
    const startedAt = container.startedAt ?? now - CRASH_SECONDS;
    container.previous = { startedAt, finishedAt: now, exitCode: 1 };
    container.startedAt = undefined;
    container.finishedAt = now;
    container.restarts += times;
    this.#publish(run, now);
    this.#event(run, 'BackOff', 'Back-off restarting failed container', 'Warning');
    this.#world.timeline.after(RETRY_SECONDS, () => this.#crash(run, container));
  }

  /** The node goes down with all that runs on it; kubelet is not there to tell. */
  halt(node: SimulatedNode): void {
    const { now } = this.#world.timeline;
    for (const run of node.runs) {
      for (const container of run.containers) {
        const { startedAt, finishedAt } = container;
        if (startedAt === undefined || finishedAt !== undefined) continue;
        container.previous = { startedAt, finishedAt: now, exitCode: LOST };
        container.startedAt = undefined;
        container.finishedAt = now;
        for (const device of this.#devicesOf(run, container)) device.startedAt = undefined;
      }
    }
  }

  /** Starts a pod's containers again that went down with the node, or ends the pod if it is not to be restarted. */
  restart(uid: string): void {
    const run = this.#world.runs.get(uid);
    if (!run || run.isStopping || run.isFinished) return;
    if (run.view.restartPolicy === 'Never') this.#endLost(run);
    else {
      this.#event(run, 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
      for (const container of run.containers) {
        container.restarts += 1;
        this.#event(run, 'Started', `Started container ${container.name}`);
        this.#begin(run, container);
      }
    }
    this.#publish(run, this.#world.timeline.now);
  }

  #endLost(run: PodRun): void {
    for (const container of run.containers) {
      container.startedAt = container.previous?.startedAt ?? this.#world.timeline.now;
      container.finishedAt ??= this.#world.timeline.now;
      container.exitCode = LOST;
    }
    this.#release(run);
  }

  /** The object is gone: whatever still runs is forgotten and gives its devices back. */
  forget(uid: string): void {
    const run = this.#world.runs.get(uid);
    if (!run) return;
    run.isStopping = true;
    this.#release(run);
    this.#world.runs.delete(uid);
  }

  /** As it has been since its node booted: running, or where it got stuck then. */
  #findRunning(run: PodRun): void {
    const { bootedAt } = run.node;
    run.node.images.add(imagesOf(run));
    const isStuck = run.initContainers.some((init) => !this.#findDone(run, init));
    if (!isStuck) for (const container of run.containers) this.#findStarted(run, container);
    this.#publish(run, bootedAt + 95);
    if (run.containers.every(isRunning)) this.#serve(run);
  }

  #findDone(run: PodRun, init: ContainerRun): boolean {
    if (init.fault?.kind === 'crashes') this.#crash(run, init, this.#timesSince(run.node.bootedAt));
    else {
      init.startedAt = run.node.bootedAt + 80;
      if (isServed(run.node, init.name)) complete(init, run.node.bootedAt + 85);
      else this.#whenServed(run, init, () => this.#initialize(run, () => this.#start(run, true, 0.2)));
    }
    return isDone(init);
  }

  #findStarted(run: PodRun, container: ContainerRun): void {
    const { bootedAt } = run.node;
    if (container.fault?.kind === 'crashes') this.#crash(run, container, this.#timesSince(bootedAt));
    else if (container.fault?.kind === 'unpullable') this.#failPull(run, container, container.fault.message);
    else container.startedAt = bootedAt + 90;
  }

  #timesSince(bootedAt: number): number {
    return Math.max(1, Math.floor((this.#world.timeline.now - bootedAt) / RETRY_SECONDS));
  }

  #prepare(run: PodRun): void {
    const { timeline } = this.#world;
    this.#publish(run, timeline.now);
    const slow = run.containers.map(({ fault }) => fault).find((fault) => fault?.kind === 'slow-pull');
    const known = slow === undefined && run.node.images.has(imagesOf(run));
    const bytes = Math.max(...run.containers.map(({ behaviour }) => behaviour.imageBytes));
    const pullSeconds = known ? 0.2 : (slow?.seconds ?? 0.8 + bytes / PULL_RATE);
    timeline.after(0.9, () => {
      if (run.isStopping) return;
      this.#initialize(run, () => {
        for (const { image } of run.containers) {
          if (!known) this.#event(run, 'Pulling', `Pulling image "${image}"`);
        }
        timeline.after(pullSeconds, () => this.#start(run, known, pullSeconds));
      });
    });
  }

  /** Runs the pod's init containers one after the other; `then` what comes after them. */
  #initialize(run: PodRun, then: () => void): void {
    if (run.isStopping || !run.node.isUp) return;
    const init = run.initContainers.find((one) => !isDone(one));
    if (init === undefined) {
      then();
      return;
    }
    if (init.fault?.kind === 'crashes') {
      this.#crash(run, init);
      return;
    }
    init.startedAt = this.#world.timeline.now;
    this.#publish(run, init.startedAt);
    this.#world.timeline.after(INIT_SECONDS, () =>
      this.#whenServed(run, init, () => this.#initialize(run, then)),
    );
  }

  #whenServed(run: PodRun, init: ContainerRun, then: () => void): void {
    if (run.isStopping) return;
    if (!isServed(run.node, init.name)) {
      run.node.waiting.push(() => this.#whenServed(run, init, then));
      return;
    }
    complete(init, this.#world.timeline.now);
    this.#publish(run, this.#world.timeline.now);
    then();
  }

  /** The pod is up: it does its work, and who waited for that goes on. */
  #serve(run: PodRun): void {
    beginWork(this.#world, run);
    for (const goOn of run.node.waiting.splice(0)) goOn();
  }

  #failPull(run: PodRun, container: ContainerRun, message: string): void {
    if (run.isStopping) return;
    const { image } = container;
    this.#publish(run, this.#world.timeline.now);
    this.#event(run, 'Failed', `Failed to pull image "${image}": ${message}`, 'Warning');
    this.#event(run, 'Failed', 'Error: ErrImagePull', 'Warning');
    this.#event(run, 'BackOff', `Back-off pulling image "${image}"`);
    this.#world.timeline.after(RETRY_SECONDS, () => this.#failPull(run, container, message));
  }

  #start(run: PodRun, known: boolean, pullSeconds: number): void {
    if (run.isStopping || !run.node.isUp) return;
    run.node.images.add(imagesOf(run));
    for (const container of run.containers) {
      const { image, name, fault } = container;
      if (fault?.kind === 'unpullable') {
        this.#failPull(run, container, fault.message);
        continue;
      }
      this.#event(
        run,
        'Pulled',
        known
          ? `Container image "${image}" already present on machine`
          : `Successfully pulled image "${image}" in ${pullSeconds.toFixed(3)}s`,
      );
      this.#event(run, 'Created', `Created container ${name}`);
      this.#event(run, 'Started', `Started container ${name}`);
      this.#begin(run, container);
      if (fault?.kind === 'crashes') this.#crash(run, container);
    }
    this.#publish(run, this.#world.timeline.now);
    if (run.containers.every(isRunning)) this.#serve(run);
  }

  #begin(run: PodRun, container: ContainerRun): void {
    const { timeline } = this.#world;
    const startedAt = timeline.now;
    container.startedAt = startedAt;
    container.finishedAt = undefined;
    container.exitCode = undefined;
    if (run.node.hasDevicePlugin) {
      for (const device of this.#devicesOf(run, container)) device.startedAt = startedAt;
    }
    const { seconds, exitCode } = container.behaviour;
    if (seconds === undefined) return;
    timeline.after(seconds, () => {
      if (container.startedAt === startedAt) this.#finish(run, container, exitCode);
    });
  }

  #finish(run: PodRun, container: ContainerRun, exitCode: number): void {
    const { timeline } = this.#world;
    if (container.startedAt === undefined || container.finishedAt !== undefined || run.isStopping) return;
    container.finishedAt = timeline.now;
    container.exitCode = exitCode;
    for (const device of this.#devicesOf(run, container)) device.startedAt = undefined;
    const { restartPolicy } = run.view;
    if (restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0)) {
      this.#backOff(run, container);
    } else if (run.containers.every(({ finishedAt }) => finishedAt !== undefined)) {
      run.isFinished = true;
      this.#release(run);
    }
    this.#publish(run, timeline.now);
  }

  /** Kubelet waits 10 s before the first restart and twice as long each time after, up to five minutes. */
  #backOff(run: PodRun, container: ContainerRun): void {
    const seconds = Math.min(300, 10 * 2 ** container.restarts);
    container.restarts += 1;
    const { startedAt, finishedAt, exitCode = 0 } = container;
    if (startedAt !== undefined && finishedAt !== undefined)
      container.previous = { startedAt, finishedAt, exitCode };
    container.startedAt = undefined;
    this.#world.timeline.after(seconds, () => {
      if (run.isStopping || !run.node.isUp) return;
      this.#event(run, 'Started', `Started container ${container.name}`);
      this.#begin(run, container);
      this.#publish(run, this.#world.timeline.now);
    });
  }

  #devicesOf(run: PodRun, container: ContainerRun): Occupant[] {
    return run.devices.filter((device) => device.container === container.name);
  }

  #release(run: PodRun): void {
    run.isFinished = true;
    const mine = (occupant: Occupant) => !run.devices.includes(occupant);
    for (const gpu of run.node.gpus) {
      gpu.occupants = gpu.occupants.filter(mine);
      for (const instance of gpu.instances) instance.occupants = instance.occupants.filter(mine);
    }
    run.node.runs.delete(run);
    endWork(this.#world, run);
  }

  #refuse(pod: KubeObject): void {
    const message = 'Pod was rejected: Allocate failed due to requested number of devices unavailable';
    const { namespace = 'default', name } = pod.metadata;
    modifyPod(this.#world, { namespace, name }, (draft) => {
      draft.status = { ...draft.status, phase: 'Failed', reason: 'UnexpectedAdmissionError', message };
      draft.status['startTime'] = rfc3339(this.#world.timeline.now);
    });
    const input = { about: pod, type: 'Warning', reason: 'UnexpectedAdmissionError', message } as const;
    this.#world.events.record({ ...input, component: 'kubelet', host: podView(pod).nodeName ?? '' });
  }

  #publish(run: PodRun, at: number): void {
    modifyPod(this.#world, run, (draft) => {
      draft.status = podStatus(run, draft.status ?? {}, at);
    });
  }

  #event(run: PodRun, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    const about = this.#world.store.get('Pod', run.namespace, run.name);
    if (!about) return;
    this.#world.events.record({
      about,
      type,
      reason,
      message,
      component: 'kubelet',
      host: run.node.name,
    });
  }
}

function complete(init: ContainerRun, at: number): void {
  init.finishedAt = at;
  init.exitCode = 0;
}

function imagesOf(run: PodRun): string {
  return run.containers.map(({ image }) => image).join(' ');
}

function addressOf(pod: KubeObject, node: SimulatedNode, world: World): string {
  if (podView(pod).usesHostNetwork) return node.address;
  const { labels, owner } = podView(pod);
  if (labels['app.kubernetes.io/name'] === 'kube-state-metrics') return world.kubeStateMetricsAddress;
  const exporter = node.exporters.find(({ plan }) => plan.name === owner?.name);
  return exporter?.address ?? operatorAddress(labels, node, world) ?? node.nextPodAddress();
}
