import { z } from 'zod';
import { type Fact, isKnown, known, unavailable } from '../../fact.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, nvidiaCapacity } from '../cluster.ts';
import { readConfigYaml } from '../configYaml.ts';
import type { Facts } from '../facts.ts';

const CONFIG = 'nvidia.com/mig.config';
const STATE = 'nvidia.com/mig.config.state';

export const migState = check('mig-state', (facts, found) =>
  eachNode(facts, found, (node) => {
    const { name, labels } = node;
    const config = labels[CONFIG];
    const state = labels[STATE];
    if (config === undefined) return [];
    const subject = nodeSubject(name);
    const offered = nvidiaCapacity(node).filter(([, amount]) => amount > 0);
    const evidence = [
      seen(`Node/${name}`, `.metadata.labels[${CONFIG}]`, config),
      seen(`Node/${name}`, `.metadata.labels[${STATE}]`, state),
      seen(
        `Node/${name}`,
        '.status.capacity',
        offered.map(([resource, amount]) => `${resource}=${amount}`).join(', '),
      ),
    ];
    const params = { node: name, config, state: state ?? '—' };
    const configs = state === 'success' ? undefined : knownConfigs(facts);
    if (configs !== undefined && !isKnown(configs)) return [found.unknown(subject, configs.unknown)];
    if (configs !== undefined && !configs.value.names.includes(config)) {
      const { configMap, names } = configs.value;
      const more = { configMap, names: names.join(', ') || '—', first: names[0] ?? 'all-disabled' };
      return [found.fail(subject, 'no-config', { params: { ...params, ...more }, evidence })];
    }
    if (state === 'failed') return [found.fail(subject, 'failed', { params, evidence })];
    if (state !== 'success') {
      return [
        state === undefined
          ? found.unknown(subject, 'the MIG manager has not written its state')
          : found.warn(subject, 'pending', { params, evidence }),
      ];
    }
    const resources = offered.map(([resource]) => resource);
    if (offersOtherwise(config, resources, labels)) {
      const details = { params: { ...params, offered: resources.join(', ') || '—' }, evidence };
      return [found.fail(subject, 'differs', details)];
    }
    return [found.pass(subject, evidence)];
  }),
);

interface Configs {
  readonly configMap: string;
  readonly names: readonly string[];
}

const Document = z.object({ 'mig-configs': z.record(z.string(), z.unknown()).default({}) });

/** The configurations of the ConfigMap that the ClusterPolicy names; undefined where it names none of its own. */
function knownConfigs({ policies, configMaps }: Facts): Fact<Configs> | undefined {
  if (!isKnown(policies)) return policies;
  const name = policies.value.map(({ migConfig }) => migConfig).find(Boolean);
  const entry = [...configMaps].find(([key]) => key.endsWith(`/${name}`))?.[1];
  if (name == null || entry === undefined) return undefined;
  if (!isKnown(entry)) return entry;
  const [text = ''] = Object.values(entry.value?.data ?? {});
  try {
    const parsed = Document.safeParse(readConfigYaml(text));
    return known({ configMap: name, names: parsed.success ? Object.keys(parsed.data['mig-configs']) : [] });
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : String(error));
  }
}

/** Whether a configuration of NVIDIA's own names (`all-disabled`, `all-1g.10gb`) is not what the node offers. */
function offersOtherwise(
  config: string,
  resources: readonly string[],
  labels: Readonly<Record<string, string>>,
): boolean {
  const isSingle = labels['nvidia.com/mig.strategy'] === 'single';
  const instances = resources.filter((resource) => resource.includes('/mig-'));
  if (config === 'all-disabled')
    return instances.length > 0 || (isSingle && /MIG-/.test(labels['nvidia.com/gpu.product'] ?? ''));
  const profile = /^all-(\d+g\.\d+gb.*)$/.exec(config)?.[1];
  if (profile === undefined) return false;
  if (isSingle) return !(labels['nvidia.com/gpu.product'] ?? '').includes(`MIG-${profile}`);
  return !instances.some((resource) => resource.startsWith(`nvidia.com/mig-${profile}`));
}
