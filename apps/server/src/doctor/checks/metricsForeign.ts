import { isKnown } from '../../fact.ts';
import { groupBy } from '../../groupBy.ts';
import type { SeriesOrigin } from '../../prometheus/monitoring.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import type { Facts } from '../facts.ts';

const MAX_NAMED = 5;

/** Whether Prometheus holds GPUs of other clusters too: on nodes that Kubernetes does not have, or under several clusters' names. */
export const metricsForeign = check('metrics-foreign', (facts, found) =>
  withCluster(facts, found, () => {
    const { origins } = facts;
    const unread = unreadOf(facts);
    if (!isKnown(origins) || unread !== null) return [found.unknown(CLUSTER, unread ?? '')];
    if (origins.value.length === 0) return [];
    const isForeign = foreignTest(facts);
    const foreign = origins.value.filter(isForeign);
    const label = labelsOf(origins.value).find((name) => valuesOf(origins.value, name).length > 1);
    const gpus = gpuCount(foreign);
    const nodes = [...new Set(foreign.flatMap((origin) => origin.nodes[0] ?? []))];
    const evidence = [
      ...nodes
        .slice(0, MAX_NAMED)
        .map((node) => seen('Prometheus', 'node of series that Kubernetes lacks', node)),
      ...(label === undefined
        ? []
        : [seen('Prometheus', label, valuesOf(origins.value, label).map(shown).join(', '))]),
    ];
    if (label !== undefined) {
      const own = ownValue(origins.value, label, isForeign);
      const values = valuesOf(origins.value, label);
      const params = {
        ...{ label, gpus: gpuCount(origins.value), foreign: gpus, count: values.length },
        values: values.slice(0, MAX_NAMED).map(shown).join(', '),
        matcher: `${label}=${JSON.stringify(own ?? 'NAME')}`,
      };
      return [found.warn(CLUSTER, own === undefined ? 'several' : 'clusters', { params, evidence })];
    }
    if (gpus === 0) return [found.pass(CLUSTER, evidence)];
    const params = { gpus, nodes: nodes.slice(0, MAX_NAMED).join(', ') };
    return [found.warn(CLUSTER, 'nodes', { params, evidence })];
  }),
);

/** Why it cannot be told, null where all that it takes is known. */
function unreadOf({ origins, nodeNames, fleet }: Facts): string | null {
  for (const fact of [origins, nodeNames, fleet]) if ('unknown' in fact) return fact.unknown;
  return null;
}

/** Of a series: neither its own word nor the join leads to a node that Kubernetes has. One that says no node is not judged. */
function foreignTest({ nodeNames, fleet, cluster }: Facts): (origin: SeriesOrigin) => boolean {
  const names = isKnown(nodeNames) ? nodeNames.value : new Set<string>();
  const nodes = isKnown(cluster) ? cluster.value.nodes : new Map<string, unknown>();
  const gpus = isKnown(fleet) ? fleet.value.gpus : [];
  const ours = new Set(gpus.flatMap(({ uuid, node }) => (nodes.has(node ?? '') ? [uuid] : [])));
  return (origin) =>
    origin.nodes.length > 0 && !ours.has(origin.uuid) && !origin.nodes.some((name) => names.has(name));
}

const shown = (value: string) => (value === '' ? '(none)' : value);
const gpuCount = (origins: readonly SeriesOrigin[]) => new Set(origins.map(({ uuid }) => uuid)).size;
const labelsOf = (origins: readonly SeriesOrigin[]) => [
  ...new Set(origins.flatMap(({ cluster }) => Object.keys(cluster))),
];
const valuesOf = (origins: readonly SeriesOrigin[], label: string) =>
  [...new Set(origins.map(({ cluster }) => cluster[label] ?? ''))].sort();

/** The only value under which GPUs stand on this cluster's nodes; undefined where several or none would do. */
function ownValue(
  origins: readonly SeriesOrigin[],
  label: string,
  isForeign: (origin: SeriesOrigin) => boolean,
): string | undefined {
  const fitting = [...groupBy(origins, ({ cluster }) => cluster[label] ?? '')].filter(
    ([, all]) => !all.every(isForeign),
  );
  const [first] = fitting;
  return fitting.length === 1 ? first?.[0] : undefined;
}
