import { discoveredLabels, hasAlwaysWorked, nodeResources } from './nodeObject.ts';
import { isRunning, type PodRun, type SimulatedNode, type World } from './world.ts';

const PLUGIN = 'nvidia-device-plugin-daemonset';
const DISCOVERY = 'gpu-feature-discovery';

/** Whose work an init container waits for (NVIDIA/gpu-operator, assets/state-*). */
const SERVERS: Readonly<Record<string, string>> = {
  'driver-validation': 'nvidia-driver-daemonset',
  'toolkit-validation': 'nvidia-container-toolkit-daemonset',
};

/** Whether what an init container waits for is there; without a pod for it the host may have it of its own. */
export function isServed(node: SimulatedNode, init: string): boolean {
  if (init === 'plugin-validation') return node.hasDevicePlugin;
  const server = SERVERS[init];
  const runs = [...node.runs].filter(({ view }) => view.owner !== undefined && view.owner.name === server);
  return runs.length === 0 || runs.some(({ containers }) => containers.every(isRunning));
}

/** What a component does for its node once it runs. */
export function beginWork(world: World, { node, view, containers }: PodRun): void {
  if (containers.some(({ fault }) => fault?.kind === 'idles')) return;
  if (view.owner?.name === PLUGIN && !node.hasDevicePlugin) offerDevices(world, node);
  if (view.owner?.name === DISCOVERY) labelNode(world, node);
}

/** What is missed on the node once a component is gone: kubelet calls devices unhealthy that nobody speaks for. */
export function endWork(world: World, { node, view }: PodRun): void {
  if (view.owner?.name !== PLUGIN || !node.hasDevicePlugin) return;
  node.hasDevicePlugin = false;
  writeResources(world, node);
}

/** The device plugin registers with kubelet. */
export function offerDevices(world: World, node: SimulatedNode): void {
  node.hasDevicePlugin = true;
  node.hasOfferedDevices = true;
  writeResources(world, node);
}

function writeResources({ store }: World, node: SimulatedNode): void {
  store.modify('Node', undefined, node.name, (draft) => {
    draft.status = { ...draft.status, ...nodeResources(node) };
  });
}

function labelNode(world: World, node: SimulatedNode): void {
  if (world.isBooting && hasAlwaysWorked(node.plan)) return;
  world.store.modify('Node', undefined, node.name, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, ...discoveredLabels(node, world.plan) };
  });
}
