import type { Service } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { isKnown } from '../../fact.ts';
import { step } from '../step.ts';
import { nameOf } from './samples.ts';

export const notebook = step('notebook', { needs: ['samples'] }, ({ facts, probes }, found) => {
  if (!isKnown(facts.cluster)) return { items: [found.unknown(facts.cluster.unknown)] };
  if (probes.notebook === null) return { items: [], beside: [found.info('none')], isOptional: true };
  const { pod, services } = probes.notebook;
  const own = found.pass('notebook', { pod: nameOf(pod) }, [
    seen(`Pod/${nameOf(pod)}`, '.status.phase', pod.phase, pod.startedAt),
  ]);
  if (!isKnown(services)) return { items: [own, found.unknown(services.unknown, 'no-service-read')] };
  const [service] = services.value;
  if (service === undefined) return { items: [own, found.fail('no-service')], isOptional: true };
  const object = `Service/${pod.namespace}/${service.name}`;
  const params = { service: service.name, address: addressOf(service) };
  return { items: [own, found.pass('service', params, [seen(object, '.spec.type', service.type)])] };
});

function addressOf({ ports, clusterIp }: Service): string {
  const [link] = ports.flatMap(({ links }) => links);
  const [port] = ports;
  return link ?? `${clusterIp ?? '—'}:${port?.port ?? '—'}`;
}
