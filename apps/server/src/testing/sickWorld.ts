import type { Facts } from '../doctor/facts.ts';
import { healthyWorld, NODE, operandPod, put, type World } from './doctorWorld.ts';

/** Facts that may be refused, each by itself. */
export const FACT_KINDS = [
  'cluster',
  'policies',
  'gpuClusters',
  'drivers',
  'daemonSets',
  'services',
  'endpoints',
  'events',
  'serviceMonitors',
  'podMonitors',
  'prometheuses',
  'namespaces',
  'runtimeClasses',
  'computeDomains',
  'dashboards',
  'targets',
  'firing',
  'clockAhead',
  'nodeClocks',
  'exported',
  'readings',
  'switchReadings',
  'operatorSamples',
  'fleet',
  'origins',
  'nodeNames',
] as const satisfies readonly (keyof Facts)[];

/** As much at once as can be wrong. */
export function sickWorld(): World {
  const world = healthyWorld();
  const [node] = world.nodes;
  put(node, ['status', 'allocatable', 'nvidia.com/gpu'], '1');
  put(node, ['status', 'nodeInfo', 'osImage'], 'Debian GNU/Linux 12');
  put(node, ['metadata', 'labels', 'nvidia.com/mig.config'], 'theirs');
  put(node, ['metadata', 'labels', 'nvidia.com/mig.config.state'], 'failed');
  put(node, ['metadata', 'labels', 'nvidia.com/gpu-driver-upgrade-state'], 'upgrade-failed');
  put(world.policies[0], ['status', 'state'], 'notReady');
  put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
  put(world.policies[0], ['spec', 'migManager'], { config: { name: 'mig' } });
  world.configMaps.set('gpu-operator/shared', { metadata: { name: 'shared' }, data: {} });
  world.configMaps.set('gpu-operator/mig', { metadata: { name: 'mig' }, data: { a: 'mig-configs: {}' } });
  world.runtimeClasses = [];
  world.serviceMonitors = [];
  world.targets = [];
  world.gpus = world.gpus.slice(0, 1).map((gpu) => ({ ...gpu, sampledAt: gpu.sampledAt - 500 }));
  put(world.gpus[0], ['values'], { DCGM_FI_DEV_XID_ERRORS: 79, DCGM_FI_DEV_GPU_TEMP: 95 });
  put(world.readings, ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'GPU-0'], 3);
  put(world.readings, ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'GPU-0'], 1);
  put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-0'], 0x40);
  world.exported = ['DCGM_FI_DEV_XID_ERRORS'];
  world.clockAhead = 300;
  world.nodeClocks = [{ labels: {}, node: NODE, aheadSeconds: -300 }];
  world.namespaces.push({ metadata: { name: 'kubesphere-system' } });
  world.dashboards = [];
  world.pods = world.pods.filter(({ metadata }) => metadata.name !== `dcgm-${NODE}`);
  world.pods.push(structuredClone(operandPod('operator', 'control-2')));
  return world;
}
