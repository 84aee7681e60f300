import type { Gpu } from './gpu.ts';
import type { Kubelet } from './kubelet.ts';
import { nodeResources } from './nodeObject.ts';
import type { FaultPlan } from './plan.ts';
import { fallSilent, reboot } from './reboot.ts';
import type { PodRun, SimulatedNode, World } from './world.ts';

/** NVIDIA's XID catalogue. */
const XID_FALLEN_OFF_THE_BUS = 79;
const XID_DOUBLE_BIT_ERROR = 48;

/** The exit code of a process that SIGKILL ended. */
const KILLED = 137;

/** Lets the scenario's faults happen in their time. */
export function scheduleFaults(world: World, kubelet: Kubelet): void {
  for (const fault of world.plan.faults) {
    const node = world.nodes.get(fault.node);
    if (node) world.timeline.at(world.liveFrom + fault.at, () => happen(world, kubelet, node, fault));
  }
}

function happen(world: World, kubelet: Kubelet, node: SimulatedNode, fault: FaultPlan): void {
  if ('gpu' in fault) befall(world, kubelet, node, fault);
  else {
    switch (fault.kind) {
      case 'exporter-down':
        stopExporter(kubelet, node);
        break;
      case 'relabelled':
        relabel(world, node, fault.labels);
        break;
      case 'reboot':
        reboot(world, kubelet, node);
        break;
      case 'silent-node':
        fallSilent(world, node);
        break;
      case 'exit':
        for (const { uid } of podsOf(node, fault.daemonSet)) kubelet.fail(uid, fault.exitCode);
        break;
      case 'deleted':
        for (const { uid, view } of podsOf(node, fault.daemonSet)) kubelet.stop(uid, view.graceSeconds);
        break;
    }
  }
}

function podsOf(node: SimulatedNode, daemonSet: string): PodRun[] {
  return [...node.runs].filter(({ view }) => view.owner?.name === daemonSet);
}

type GpuFault = Extract<FaultPlan, { gpu: number }>;

function befall(world: World, kubelet: Kubelet, node: SimulatedNode, fault: GpuFault): void {
  const gpu = node.gpus[fault.gpu];
  if (!gpu) return;
  switch (fault.kind) {
    case 'xid':
      gpu.report(fault.code, world.liveFrom + fault.at);
      if (fault.code === XID_DOUBLE_BIT_ERROR) {
        gpu.doubleBitErrors += 1;
        gpu.uncorrectableRemaps += 1;
      }
      failHolders(kubelet, gpu, 1);
      break;
    case 'out-of-memory':
      failHolders(kubelet, gpu, KILLED);
      break;
    case 'lost-gpu':
      gpu.report(XID_FALLEN_OFF_THE_BUS, world.liveFrom + fault.at);
      loseGpu(world, kubelet, node, gpu);
      gpu.unseen = fault.isUnseen ?? false;
      break;
    case 'hot-gpu':
      gpu.heatResistance = fault.heatResistance ?? 2.2;
      break;
    case 'profiling-stuck':
      gpu.isProfilingStuck = true;
      break;
    case 'power-brake':
      gpu.powerBrake = 0.5;
      break;
    case 'row-remap':
      gpu.uncorrectableRemaps += 1;
      gpu.remapPending = fault.outcome === 'pending';
      gpu.remapFailed = fault.outcome === 'failed';
      break;
    case 'ecc':
      gpu.errorRate = fault.perHour;
      gpu.correctableRemaps = 1;
      break;
  }
}

/** The pods on the GPU die, and the device plugin takes it out of allocatable. */
function loseGpu(world: World, kubelet: Kubelet, node: SimulatedNode, gpu: Gpu): void {
  gpu.lost = true;
  failHolders(kubelet, gpu, 1);
  world.store.modify('Node', undefined, node.name, (draft) => {
    draft.status = { ...draft.status, ...nodeResources(node) };
  });
}

function failHolders(kubelet: Kubelet, gpu: Gpu, exitCode: number): void {
  for (const { podUid } of gpu.holders) kubelet.fail(podUid, exitCode);
}

function relabel({ store }: World, { name }: SimulatedNode, labels: Readonly<Record<string, string>>): void {
  store.modify('Node', undefined, name, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, ...labels };
  });
}

function stopExporter(kubelet: Kubelet, node: SimulatedNode): void {
  node.exporterUp = false;
  for (const run of node.runs) {
    if (run.view.labels['app'] === 'nvidia-dcgm-exporter') kubelet.crash(run.uid);
  }
}
