import { catalogue, exportedNames } from '@gpu-console/shared/metrics';
import { counterLine } from '@gpu-console/shared/metrics/counters';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { componentsOf } from '../cluster.ts';
import { componentVersion } from '../componentVersion.ts';
import type { Facts } from '../facts.ts';
import { isBefore } from '../versions.ts';

/** Without these a GPU's page is empty. */
const ESSENTIAL: ReadonlySet<string> = new Set(['utilization', 'memoryUsed', 'temperature', 'power']);

export const metricsCatalogue = check('metrics-catalogue', (facts, found) => {
  const { exported } = facts;
  if (!isKnown(exported)) return [found.unknown(CLUSTER, exported.unknown)];
  const has = (field: string) => exportedNames(field, exported.value).length > 0;
  const missing = catalogue.filter(
    ({ id, fields }) => !fields.some(({ field }) => has(field)) && !(id === 'xid' && isSilentUntilXid(facts)),
  );
  if (missing.length === 0)
    return [found.pass(CLUSTER, [seen('Prometheus', 'DCGM fields', exported.value.size)])];
  const evidence = missing.map(({ fields }) =>
    seen('Prometheus', fields.map(({ field }) => field).join(' or '), 'no series'),
  );
  const params = {
    metrics: missing.map(({ name }) => name.en).join(', '),
    lines: missing
      .flatMap(({ fields }) => fields.slice(0, 1).map(({ field }) => counterLine(field)))
      .join('\n'),
  };
  return [
    missing.some(({ id }) => ESSENTIAL.has(id))
      ? found.fail(CLUSTER, 'essential', { params, evidence })
      : found.warn(CLUSTER, 'some', { params, evidence }),
  ];
});

/** From this release on, DCGM gives no XID before the first (NVIDIA/DCGM, release notes of 4.5). */
const SILENT_SINCE = '4.5';
const COUNTED_XIDS = ['DCGM_EXP_XID_ERRORS_COUNT', 'DCGM_EXP_XID_ERRORS_TOTAL'];

/** Whether no series of XIDs means that there was none: they are counted besides, or an exporter's DCGM is new enough, or not known. */
function isSilentUntilXid({ cluster, exported }: Facts): boolean {
  if (isKnown(exported) && COUNTED_XIDS.some((name) => exported.value.has(name))) return true;
  const exporters = isKnown(cluster) ? componentsOf(cluster.value, 'dcgm-exporter') : [];
  // The exporter's tag is its DCGM's version, then its own: 4.5.3-4.8.2-ubuntu22.04.
  const versions = exporters.map((pod) => componentVersion(pod) ?? '').filter((tag) => /^\d/.test(tag));
  return versions.length === 0 || versions.some((version) => !isBefore(version, SILENT_SINCE));
}
