import { catalogue, exportedNames } from '@gpu-console/shared/metrics';
import { counterLine } from '@gpu-console/shared/metrics/counters';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';

/** Without these a GPU's page is empty. */
const ESSENTIAL: ReadonlySet<string> = new Set(['utilization', 'memoryUsed', 'temperature', 'power']);

export const metricsCatalogue = check('metrics-catalogue', ({ exported }, found) => {
  if (!isKnown(exported)) return [found.unknown(CLUSTER, exported.unknown)];
  const has = (field: string) => exportedNames(field, exported.value).length > 0;
  const missing = catalogue.filter(({ fields }) => !fields.some(({ field }) => has(field)));
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
