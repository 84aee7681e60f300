import { dump } from 'js-yaml';
import type { SetupSetting } from '../contract/setup.ts';
import { quoted } from '../doctor/commands.ts';
import { CONTAINERD_PATHS } from '../kubernetes/distributions.ts';
import type { SetupChoices } from './choices.ts';

/** A value of the chart, by its path as `--set` takes it. */
export type HelmValue = readonly [path: string, value: string];

/**
 * Where the chart's images come from (NVIDIA/gpu-operator, deployments/gpu-operator/values.yaml), and where under a private
 * registry a copy that keeps its path stands.
 */
const REPOSITORIES: readonly HelmValue[] = [
  ['operator.repository', 'nvidia'],
  ['validator.repository', 'nvidia/cloud-native'],
  ['driver.repository', 'nvidia'],
  ['driver.manager.repository', 'nvidia/cloud-native'],
  ['dcgm.repository', 'nvidia/cloud-native'],
  ['dcgmExporter.repository', 'nvidia/k8s'],
];
/** Beside these, of what a ClusterPolicy alone brings, and a GPUCluster alone. */
const OF_ALLOCATION: Readonly<Record<SetupChoices['allocation'], readonly HelmValue[]>> = {
  'device-plugin': [
    ['toolkit.repository', 'nvidia/k8s'],
    ['devicePlugin.repository', 'nvidia'],
    ['gfd.repository', 'nvidia'],
    ['migManager.repository', 'nvidia/cloud-native'],
    ['nodeStatusExporter.repository', 'nvidia/cloud-native'],
  ],
  claim: [['draDriver.repository', 'dra-driver-nvidia']],
};
/** The chart's values for a GPUCluster (cloud-native-docs, gpu-operator/gpu-operator-dra.rst, 26.7). */
const GPU_CLUSTER: readonly HelmValue[] = [
  ['clusterPolicy.deployCR', 'false'],
  ['gpuCluster.deployCR', 'true'],
];
/** The driver of a GPUCluster is an NVIDIADriver's. */
const DRIVER_OBJECT: HelmValue = ['driver.nvidiaDriverCRD.enabled', 'true'];
const NFD_IMAGE = 'nfd/node-feature-discovery';

/** The chart's values for this cluster. What it does by itself is left to it. */
export function helmValues(setting: SetupSetting, choices: SetupChoices): readonly HelmValue[] {
  const { allocation, runtime, driver, driverVersion, registry } = choices;
  const hasOwnDriver = driver === 'operator';
  const isByClaim = allocation === 'claim';
  return [
    ...(isByClaim ? GPU_CLUSTER : []),
    ...(setting.hasNfd ? [['nfd.enabled', 'false'] as const] : []),
    ...(setting.detectsRuntime || isByClaim
      ? []
      : [['operator.defaultRuntime', runtime === 'cri-o' ? 'crio' : runtime] as const]),
    ...(hasOwnDriver ? [] : [['driver.enabled', 'false'] as const]),
    ...(hasOwnDriver && isByClaim ? [DRIVER_OBJECT] : []),
    ...(hasOwnDriver && driverVersion !== '' ? [['driver.version', driverVersion] as const] : []),
    ...(runtime === 'containerd' && !isByClaim ? toolkitEnvironment(choices) : []),
    ...(registry === '' ? [] : registryValues(choices, setting)),
  ];
}

/** What containerd needs to be found and to take NVIDIA's runtime in, where its files are not in their usual places. */
function toolkitEnvironment({ distribution }: SetupChoices): HelmValue[] {
  if (distribution === null) return [];
  const { socket, config } = CONTAINERD_PATHS[distribution];
  const variables: readonly HelmValue[] = [
    ['CONTAINERD_CONFIG', config],
    ['CONTAINERD_SOCKET', socket],
    ['CONTAINERD_RUNTIME_CLASS', 'nvidia'],
    // Pods that name no runtime class get their GPUs as well.
    ['CONTAINERD_SET_AS_DEFAULT', 'true'],
  ];
  return variables.flatMap(([name, value], index) => [
    [`toolkit.env[${index}].name`, name] as const,
    [`toolkit.env[${index}].value`, value] as const,
  ]);
}

function registryValues(
  { registry, driver, allocation }: SetupChoices,
  { hasNfd }: SetupSetting,
): HelmValue[] {
  return [
    ...[...REPOSITORIES, ...OF_ALLOCATION[allocation]]
      .filter(([path]) => driver === 'operator' || !path.startsWith('driver.'))
      .map(([path, place]) => [path, `${registry}/${place}`] as const),
    ...(hasNfd ? [] : [['node-feature-discovery.image.repository', `${registry}/${NFD_IMAGE}`] as const]),
  ];
}

/** The same on Helm's command line. What would be read as a number or a truth, but is a text to the chart, says so. */
export function asFlags(values: readonly HelmValue[]): readonly string[] {
  return values.map(([path, value]) => {
    const isText = /\.(?:version|value)$/.test(path) && /^(?:true|false|\d+(?:\.\d+)?)$/.test(value);
    return `${isText ? '--set-string' : '--set'} ${quoted(`${path}=${value}`)}`;
  });
}

/** The same as a values file. */
export function valuesFile(values: readonly HelmValue[]): string {
  const root: Tree = {};
  for (const [path, value] of values) insert(root, path.split(/[.[\]]+/).filter(Boolean), value);
  return dump(root, { lineWidth: -1 });
}

interface Tree {
  [key: string]: Tree | Tree[] | string | boolean;
}

function insert(tree: Tree, [key = '', next, ...rest]: readonly string[], value: string): void {
  if (next === undefined) {
    // Switches are switches; a variable's value and a version are text, whatever they look like.
    tree[key] = key === 'enabled' || key === 'deployCR' ? value === 'true' : value;
    return;
  }
  const own = tree[key];
  if (/^\d+$/.test(next)) {
    const list = Array.isArray(own) ? own : [];
    const item = list[Number(next)] ?? {};
    list[Number(next)] = item;
    tree[key] = list;
    insert(item, rest, value);
    return;
  }
  const inner = typeof own === 'object' && !Array.isArray(own) ? own : {};
  tree[key] = inner;
  insert(inner, [next, ...rest], value);
}
