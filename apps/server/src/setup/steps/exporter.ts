import type { SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { isScraped, metricsPath } from '../../doctor/exporters.ts';
import { labelText } from '../../doctor/selectors.ts';
import { isKnown } from '../../fact.ts';
import { type Found, step, type World } from '../step.ts';

export const exporter = step(
  'exporter',
  {
    needs: ['operands'],
    checks: ['exporter-everywhere', 'exporter-ready', 'metrics-service', 'metrics-endpoints'],
  },
  (world, found) => {
    const { cluster } = world.facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const { exporters } = metricsPath(world.facts);
    const [first] = exporters;
    if (first === undefined) return { items: [found.fail('no-exporters')] };
    const ready = exporters.filter((pod) => pod.ready).length;
    const evidence = [seen(`Pod/${first.namespace}/${first.name}`, 'STATUS', first.status, first.readySince)];
    const params = { count: exporters.length, ready };
    const exposition = expositionItem(world, found);
    const isReadable = exposition?.verdict !== 'unknown';
    return {
      items: [
        ready === exporters.length
          ? found.pass('exporters', params, evidence)
          : found.wait('exporters', params, evidence),
        ...serviceItems(world, found),
        ...(exposition !== undefined && isReadable ? [exposition] : []),
      ],
      // The permission to look is nobody's duty.
      beside: exposition !== undefined && !isReadable ? [exposition] : [],
    };
  },
);

function serviceItems({ facts }: World, found: Found<'exporter'>): SetupItem[] {
  const { service } = metricsPath(facts);
  if (!isKnown(facts.services)) return [found.unknown(facts.services.unknown)];
  if (service === null)
    return [isScraped(facts) === true ? found.pass('without-service') : found.fail('no-service')];
  const { name, namespace } = service.metadata;
  const [port] = service.spec.ports;
  const object = `Service/${namespace}/${name}`;
  const params = { service: name, port: port?.name ?? port?.port ?? '—' };
  const own = found.pass('service', params, [
    seen(object, '.spec.selector', labelText(service.spec.selector ?? {})),
  ]);
  if (!isKnown(facts.endpoints)) return [own, found.unknown(facts.endpoints.unknown)];
  const addresses = facts.endpoints.value
    .filter(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
    .flatMap(({ subsets }) =>
      (subsets ?? []).flatMap((subset) => (subset.addresses ?? []).map(({ ip }) => ip)),
    );
  const evidence = [
    seen(
      `Endpoints/${namespace}/${name}`,
      '.subsets[].addresses',
      addresses.slice(0, 5).join(', ') || 'none',
    ),
  ];
  return [
    own,
    addresses.length === 0
      ? found.fail('no-endpoints', {}, evidence)
      : found.pass('endpoints', { count: addresses.length }, evidence),
  ];
}

/** What one of the exporters serves. */
function expositionItem({ probes }: World, found: Found<'exporter'>): SetupItem | undefined {
  const { exposition } = probes;
  if (exposition === null) return undefined;
  if (!isKnown(exposition)) return found.unknown(exposition.unknown, 'exposition-unread');
  const lines = exposition.value.split('\n').filter((line) => /^(?:DCGM|dcgm)_/.test(line));
  const fields = new Set(lines.map((line) => /^\w+/.exec(line)?.[0]));
  const [line] = lines;
  if (line === undefined) return found.fail('no-exposition');
  return found.pass(
    'exposition',
    { count: fields.size, line: line.replace(/\{.*\}/, '') },
    lines.slice(0, 2).map((text) => seen('GET /metrics', 'line', text)),
  );
}
