import { isDeepStrictEqual } from 'node:util';
import { isRecord, type JsonRecord } from './jsonAccess.ts';

/** Lists that merge item by item, and the field that names an item (`patchMergeKey` in k8s.io/api's types). */
const mergeKeys: Readonly<Record<string, string>> = {
  addresses: 'type',
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  podIPs: 'ip',
  resourceClaims: 'name',
  secrets: 'name',
  topologySpreadConstraints: 'topologyKey',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/** Lists of plain values that merge as sets (`patchStrategy: merge` without a key). */
const mergedSets = ['finalizers', 'podCIDRs'];

/** `ports` is keyed by the port in a Service and by the container's port elsewhere. */
function mergeKeyOf(field: string, items: readonly unknown[]): string | undefined {
  if (field !== 'ports') return mergeKeys[field];
  return items.some((item) => isRecord(item) && 'containerPort' in item) ? 'containerPort' : 'port';
}

/**
 * Applies a strategic merge patch to a copy, with the directives `$patch`, `$retainKeys`,
 * `$setElementOrder/…` and `$deleteFromPrimitiveList/…`.
 * (Kubernetes community, contributors/devel/sig-api-machinery/strategic-merge-patch.md)
 */
export function applyStrategicMerge(target: JsonRecord, patch: JsonRecord): JsonRecord {
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  if (patch['$patch'] === 'delete') return {};
  const result = { ...target };
  const retained = patch['$retainKeys'];
  if (Array.isArray(retained)) {
    for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
  }
  for (const [key, value] of Object.entries(patch)) {
    const [directive, field] = key.startsWith('$') ? key.split('/', 2) : [undefined, key];
    if (directive === '$deleteFromPrimitiveList' && field) {
      result[field] = asList(result[field]).filter((item) => !asList(value).includes(item));
    } else if (directive !== undefined) {
    } else if (value === null) {
      delete result[key];
    } else {
      result[key] = mergedValue(key, result[key], value);
    }
  }
  for (const [key, order] of Object.entries(patch)) {
    const field = /^\$setElementOrder\/(.+)$/.exec(key)?.[1];
    if (field && Array.isArray(result[field])) result[field] = ordered(field, result[field], asList(order));
  }
  return result;
}

function mergedValue(field: string, current: unknown, value: unknown): unknown {
  if (isRecord(value)) return applyStrategicMerge(isRecord(current) ? current : {}, value);
  if (!Array.isArray(value)) return value;
  const items = asList(current);
  if (mergedSets.includes(field)) return [...new Set([...items, ...value])];
  const key = mergeKeyOf(field, [...items, ...value]);
  return key === undefined ? value : mergedList(key, items, value);
}

function mergedList(key: string, current: readonly unknown[], patch: readonly unknown[]): unknown[] {
  if (patch.some((item) => isRecord(item) && item['$patch'] === 'replace')) {
    return patch.filter((item) => !(isRecord(item) && item['$patch'] === 'replace'));
  }
  const result = [...current];
  for (const item of patch) {
    if (!isRecord(item)) continue;
    const at = result.findIndex((existing) => isRecord(existing) && existing[key] === item[key]);
    const existing = result[at];
    if (item['$patch'] === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (isRecord(existing)) {
      result[at] = applyStrategicMerge(existing, item);
    } else {
      result.push(applyStrategicMerge({}, item));
    }
  }
  return result;
}

/** The items that the order names come in that order; the others keep their places behind them. */
function ordered(field: string, items: readonly unknown[], order: readonly unknown[]): unknown[] {
  const key = mergeKeyOf(field, items);
  const rankOf = (item: unknown): number => {
    const rank = order.findIndex((wanted) =>
      key !== undefined && isRecord(item) && isRecord(wanted)
        ? item[key] === wanted[key]
        : isDeepStrictEqual(item, wanted),
    );
    return rank < 0 ? order.length : rank;
  };
  return items.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function withoutDirectives(patch: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
