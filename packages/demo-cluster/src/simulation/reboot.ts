import { rfc3339 } from '../kubernetes/objectStore.ts';
import type { Kubelet } from './kubelet.ts';
import { nodeConditions, nodeResources, nodeSystem, unknownConditions } from './nodeObject.ts';
import { offerDevices } from './operandWork.ts';
import { fieldsOf, listOf } from './unknownFields.ts';
import { modifyPod, type PodRun, type SimulatedNode, type World } from './world.ts';

/** How long the machine takes to come back. */
const DOWN_SECONDS = 170;
/** kube-controller-manager --node-monitor-grace-period. */
const GRACE_SECONDS = 40;
const READY_SECONDS = 6;

/**
 * When a pod's containers are running again, in seconds after the boot, by its `app` label: operands wait for each other, others,
 * workloads with GPUs among them, for nothing.
 */
const START_SECONDS: Readonly<Record<string, number>> = {
  'nvidia-driver-daemonset': 14,
  'nvidia-container-toolkit-daemonset': 62,
  'nvidia-device-plugin-daemonset': 108,
  'nvidia-operator-validator': 124,
  'gpu-feature-discovery': 116,
  'nvidia-dcgm': 118,
  'nvidia-dcgm-exporter': 128,
  'nvidia-mig-manager': 120,
};
const AT_ONCE_SECONDS = 11;
const PLUGIN = 'nvidia-device-plugin-daemonset';
const EXPORTER = 'nvidia-dcgm-exporter';

/** The machine goes down with all that runs on it and comes back; its pods are still its pods. */
export function reboot(world: World, kubelet: Kubelet, node: SimulatedNode): void {
  const { timeline } = world;
  const exported = node.exporterUp;
  node.hasDevicePlugin = false;
  kubelet.halt(node);
  fallSilent(world, node);
  timeline.after(DOWN_SECONDS, () => {
    bootUp(world, node);
    for (const run of [...node.runs]) {
      const app = run.view.labels['app'] ?? '';
      timeline.after(START_SECONDS[app] ?? AT_ONCE_SECONDS, () => {
        if (app === PLUGIN) offerDevices(world, node);
        if (app === EXPORTER) node.exporterUp = exported;
        kubelet.restart(run.uid);
      });
    }
  });
}

/** The machine answers nobody any more. */
export function fallSilent(world: World, node: SimulatedNode): void {
  node.isUp = false;
  node.exporterUp = false;
  world.timeline.after(GRACE_SECONDS, () => loseTouch(world, node));
}

/** The node controller hears nothing any more: it says so of the node, and that its pods are not ready. */
function loseTouch(world: World, node: SimulatedNode): void {
  const now = world.timeline.now;
  world.store.modify('Node', undefined, node.name, (draft) => {
    const taint = { key: 'node.kubernetes.io/unreachable', timeAdded: rfc3339(now) };
    const taints = ['NoSchedule', 'NoExecute'].map((effect) => ({ ...taint, effect }));
    draft.spec = { ...draft.spec, taints: [...listOf(draft.spec?.['taints']), ...taints] };
    draft.status = { ...draft.status, conditions: unknownConditions(node.bootedAt, now) };
  });
  say(
    world,
    node,
    'Normal',
    'NodeNotReady',
    `Node ${node.name} status is now: NodeNotReady`,
    'node-controller',
  );
  for (const run of node.runs) markNotReady(world, run);
}

function markNotReady(world: World, run: PodRun): void {
  const now = rfc3339(world.timeline.now);
  modifyPod(world, run, (draft) => {
    const conditions = listOf(fieldsOf(draft.status)['conditions'])
      .map(fieldsOf)
      .map((one) => (one['type'] === 'Ready' ? { ...one, status: 'False', lastTransitionTime: now } : one));
    draft.status = { ...draft.status, conditions };
  });
}

/** Kubelet registers again, without devices until their plugin does. */
function bootUp(world: World, node: SimulatedNode): void {
  const { timeline, store } = world;
  node.bootedAt = timeline.now;
  node.boots += 1;
  node.isUp = true;
  for (const gpu of node.gpus) gpu.loadDriver();
  timeline.after(READY_SECONDS, () => {
    const { now } = timeline;
    const system = nodeSystem(node, world.plan);
    store.modify('Node', undefined, node.name, (draft) => {
      const taints = listOf(draft.spec?.['taints']).filter(
        (taint) => fieldsOf(taint)['key'] !== 'node.kubernetes.io/unreachable',
      );
      draft.spec = { ...draft.spec, taints };
      draft.status = {
        ...draft.status,
        ...nodeResources(node),
        conditions: nodeConditions(now, now),
        nodeInfo: system,
      };
    });
    say(
      world,
      node,
      'Warning',
      'Rebooted',
      `Node ${node.name} has been rebooted, boot id: ${system.bootID}`,
      'kubelet',
    );
    say(world, node, 'Normal', 'NodeReady', `Node ${node.name} status is now: NodeReady`, 'kubelet');
  });
}

function say(
  world: World,
  node: SimulatedNode,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  component: string,
): void {
  const about = world.store.get('Node', undefined, node.name);
  if (about) world.events.record({ about, type, reason, message, component, host: node.name });
}
