import type { Service, ServicePort } from '@gpu-console/shared/contract';
import { serviceSelects } from '@gpu-console/shared/kubernetes';
import type { KubernetesApi } from './kubernetesApi.ts';
import { listItems } from './listItems.ts';
import { ServiceObject } from './objects.ts';
import type { NodeRecord, Reach } from './records.ts';

const MAX_SERVICES = 500;
const TIMEOUT_MS = 5000;

/** The Services whose selector matches a pod, by name. @param node the one that the pod runs on, if it is known */
export async function servicesOf(
  api: KubernetesApi,
  pod: { readonly namespace: string; readonly reach: Reach },
  node: NodeRecord | undefined,
): Promise<Service[]> {
  const path = `/api/v1/namespaces/${pod.namespace}/services`;
  const services = await listItems(api, path, ServiceObject, MAX_SERVICES, { timeoutMs: TIMEOUT_MS });
  return services
    .filter(({ spec }) => serviceSelects(spec.selector, pod.reach.labels))
    .map((service) => serviceView(service, pod.reach, node))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function serviceView(
  { metadata, spec, status }: ServiceObject,
  { namedPorts }: Reach,
  node: NodeRecord | undefined,
): Service {
  const ingress = status.loadBalancer.ingress.flatMap(({ hostname, ip }) => hostname ?? ip ?? []);
  const externalAddresses = [...ingress, ...spec.externalIPs];
  // Every node answers at a node port, but with `externalTrafficPolicy: Local` only one that runs such a pod.
  const nodeAddress = node?.externalIp ?? node?.facts.internalIp ?? null;
  return {
    name: metadata.name,
    type: spec.type,
    clusterIp: spec.clusterIP === undefined || spec.clusterIP === 'None' ? null : spec.clusterIP,
    externalAddresses,
    ports: spec.ports.map((port) => portView(port, { externalAddresses, nodeAddress, namedPorts })),
  };
}

interface Surroundings {
  readonly externalAddresses: readonly string[];
  readonly nodeAddress: string | null;
  readonly namedPorts: Reach['namedPorts'];
}

function portView(
  port: ServiceObject['spec']['ports'][number],
  { externalAddresses, nodeAddress, namedPorts }: Surroundings,
): ServicePort {
  const { targetPort = port.port, nodePort = null } = port;
  const places = externalAddresses.map((address) => ({ address, number: port.port }));
  if (nodeAddress !== null && nodePort !== null) places.push({ address: nodeAddress, number: nodePort });
  const scheme = isHttps(port) ? 'https' : 'http';
  return {
    name: port.name ?? null,
    protocol: port.protocol,
    port: port.port,
    targetPort: String(targetPort),
    containerPort: typeof targetPort === 'number' ? targetPort : (namedPorts[targetPort] ?? null),
    nodePort,
    links:
      port.protocol === 'TCP'
        ? places.map(({ address, number }) => `${scheme}://${hostOf(address)}:${number}`)
        : [],
  };
}

function isHttps({ name, appProtocol, port }: ServiceObject['spec']['ports'][number]): boolean {
  return port === 443 || [name, appProtocol].some((text) => text?.toLowerCase().startsWith('https') === true);
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
