import { isRecord, listAt, numberAt, textAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { invalid } from './status.ts';

const firstNodePort = 30_000;
const lastNodePort = 32_767;

/**
 * A service as the API server stores it, with type, cluster IP and node ports filled in.
 * @param others the services that hold addresses and ports already
 * @param current the stored service when this is an update: what it was given it keeps
 * @throws ApiError 422 for a node port that is taken or out of range
 */
export function allocatedService(
  service: KubeObject,
  others: readonly KubeObject[],
  current?: KubeObject,
): KubeObject {
  const type = textAt(service, 'spec', 'type') || 'ClusterIP';
  const spec = { sessionAffinity: 'None', ...service.spec, type };
  if (type === 'ExternalName') return { ...service, spec };
  const clusterIP =
    textAt(spec, 'clusterIP') || textAt(current, 'spec', 'clusterIP') || freeClusterIp(others);
  return {
    ...service,
    spec: {
      ...spec,
      clusterIP,
      clusterIPs: [clusterIP],
      ports: allocatedPorts(service, type, others, current),
    },
    status: service.status ?? { loadBalancer: {} },
  };
}

function allocatedPorts(
  service: KubeObject,
  type: string,
  others: readonly KubeObject[],
  current: KubeObject | undefined,
): unknown[] {
  const exposed = type === 'NodePort' || type === 'LoadBalancer';
  const taken = new Set(others.flatMap(nodePortsOf));
  return listAt(service, 'spec', 'ports').map((port, index) => {
    if (!isRecord(port)) return port;
    const { nodePort: asked, ...given } = port;
    const rest = { protocol: 'TCP', targetPort: port['port'], ...given };
    if (!exposed) return rest;
    const kept = numberAt(
      listAt(current, 'spec', 'ports').find((old) => numberAt(old, 'port') === numberAt(port, 'port')),
      'nodePort',
    );
    const nodePort = typeof asked === 'number' && asked > 0 ? asked : kept || freeNodePort(taken);
    refuseNodePort(service, index, nodePort, taken);
    taken.add(nodePort);
    return { ...rest, nodePort };
  });
}

function refuseNodePort(
  service: KubeObject,
  index: number,
  nodePort: number,
  taken: ReadonlySet<number>,
): void {
  const why = taken.has(nodePort)
    ? 'provided port is already allocated'
    : nodePort < firstNodePort || nodePort > lastNodePort
      ? `provided port is not in the valid range. The range of valid ports is ${String(firstNodePort)}-${String(lastNodePort)}`
      : undefined;
  if (why === undefined) return;
  throw invalid({ group: '', kind: 'Service' }, service.metadata.name, [
    {
      field: `spec.ports[${String(index)}].nodePort`,
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${String(nodePort)}: ${why}`,
    },
  ]);
}

function nodePortsOf(service: KubeObject): number[] {
  return listAt(service, 'spec', 'ports')
    .map((port) => numberAt(port, 'nodePort'))
    .filter((port) => port > 0);
}

/** The lower 86 ports are left to those who choose one by hand (KEP-3668). */
function freeNodePort(taken: ReadonlySet<number>): number {
  let port = firstNodePort + 86;
  while (taken.has(port)) port++;
  return port;
}

/** The lowest free address of 10.233.0.0/18, the service network that KubeSphere's installers choose. */
function freeClusterIp(others: readonly KubeObject[]): string {
  const taken = new Set(others.map((service) => textAt(service, 'spec', 'clusterIP')));
  for (let host = 10; ; host++) {
    const address = `10.233.${String(host >> 8)}.${String(host & 255)}`;
    if (!taken.has(address)) return address;
  }
}
