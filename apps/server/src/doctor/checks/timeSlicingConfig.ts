import { z } from 'zod';
import { isKnown } from '../../fact.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, isOperatorThere } from '../cluster.ts';
import { readConfigYaml } from '../configYaml.ts';

const LABEL = 'nvidia.com/device-plugin.config';

/** NVIDIA/k8s-device-plugin, api/config/v1: as much of it as says how GPUs are shared. */
const Sharing = z.object({
  resources: z.array(z.object({ name: z.string(), replicas: z.number() })).default([]),
});
const PluginConfig = z.object({
  sharing: z.object({ timeSlicing: Sharing.optional(), mps: Sharing.optional() }).nullish(),
});

export const timeSlicingConfig = check('time-slicing-config', (facts, found) =>
  eachNode(facts, found, ({ name, labels }, cluster) => {
    const { policies, configMaps } = facts;
    const subject = nodeSubject(name);
    if (!isKnown(policies)) return isOperatorThere(cluster) ? [found.unknown(subject, policies.unknown)] : [];
    const config = policies.value.map(({ devicePluginConfig }) => devicePluginConfig).find(Boolean);
    if (config == null) return [];
    const entry = [...configMaps].find(([key]) => key.endsWith(`/${config.name}`))?.[1];
    if (entry === undefined) return [found.unknown(subject, `ConfigMap ${config.name} was not read`)];
    if (!isKnown(entry)) return [found.unknown(subject, entry.unknown)];
    const configMap = config.name;
    if (entry.value === null) {
      const evidence = [seen(`ConfigMap/${configMap}`, 'exists', false)];
      return [found.fail(subject, 'no-config-map', { params: { node: name, configMap }, evidence })];
    }
    const data = entry.value.data ?? {};
    const key = labels[LABEL] ?? config.default;
    if (key === null) return [];
    const evidence = [
      seen(
        `Node/${name}`,
        `.metadata.labels[${LABEL}]`,
        labels[LABEL] ?? `absent (default ${config.default})`,
      ),
      seen(`ConfigMap/${configMap}`, '.data', Object.keys(data).join(', ')),
    ];
    const text = data[key];
    const params = { node: name, configMap, key, keys: Object.keys(data).join(', ') || '—' };
    if (text === undefined) return [found.fail(subject, 'no-key', { params, evidence })];
    const wanted = replicasOf(text);
    if (typeof wanted === 'string')
      return [found.fail(subject, 'unreadable', { params: { ...params, message: wanted }, evidence })];
    const applied = Number(labels['nvidia.com/gpu.replicas'] ?? 1) || 1;
    if (wanted === null || wanted === applied) return [found.pass(subject, evidence)];
    const details = {
      params: { ...params, wanted, applied },
      evidence: [...evidence, seen(`Node/${name}`, '.metadata.labels[nvidia.com/gpu.replicas]', applied)],
    };
    return [found.warn(subject, 'not-applied', details)];
  }),
);

/** How many ways a GPU is shared, null where the configuration does not say; a text says what is wrong with it. */
function replicasOf(text: string): number | null | string {
  try {
    const { sharing } = PluginConfig.parse(readConfigYaml(text) ?? {});
    const resources = sharing?.timeSlicing?.resources ?? sharing?.mps?.resources ?? [];
    return resources.find(({ name }) => name === 'nvidia.com/gpu')?.replicas ?? null;
  } catch (error) {
    return error instanceof z.ZodError
      ? z.prettifyError(error)
      : error instanceof Error
        ? error.message
        : String(error);
  }
}
