import { ageOf, humanDuration } from './humanDuration.ts';
import { isRecord, listAt, numberAt, recordAt, textAt, valueAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { summarizePod } from './podColumns.ts';

/** One column of `kubectl get`. */
export interface PrinterColumn {
  name: string;
  /** 1 for the columns that only `-o wide` shows. */
  priority: 0 | 1;
  type: string;
  cell: (object: KubeObject, now: number) => unknown;
}

type Cell = PrinterColumn['cell'];

function column(name: string, cell: Cell, type = 'string'): PrinterColumn {
  return { name, priority: 0, type, cell };
}

function wide(name: string, cell: Cell): PrinterColumn {
  return { name, priority: 1, type: 'string', cell };
}

function count(name: string, ...path: string[]): PrinterColumn {
  return column(name, (object) => numberAt(object, ...path), 'integer');
}

const name = column('Name', (object) => object.metadata.name);
const age = column('Age', (object, now) => ageOf(object.metadata.creationTimestamp ?? '', now));

/** Where Kubernetes prints `<none>` for an empty value. */
function orNone(text: string): string {
  return text || '<none>';
}

function containersOf(object: KubeObject): unknown[] {
  return listAt(object, 'spec', 'template', 'spec', 'containers');
}

const containers = wide('Containers', (object) =>
  containersOf(object)
    .map((container) => textAt(container, 'name'))
    .join(','),
);
const images = wide('Images', (object) =>
  containersOf(object)
    .map((container) => textAt(container, 'image'))
    .join(','),
);
const selector = wide('Selector', (object) =>
  orNone(pairs(valueAt(object, 'spec', 'selector', 'matchLabels'))),
);

function pairs(labels: unknown): string {
  if (!isRecord(labels)) return '';
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort()
    .join(',');
}

function nodeStatus(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'Ready',
  );
  const word = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return valueAt(node, 'spec', 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.entries(node.metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(prefix)) return [key.slice(prefix.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return orNone(roles.filter(Boolean).sort().join(','));
}

function nodeAddress(type: string): Cell {
  return (node) =>
    orNone(
      textAt(
        listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === type),
        'address',
      ),
    );
}

function nodeInfo(field: string): Cell {
  return (node) => textAt(node, 'status', 'nodeInfo', field) || '<unknown>';
}

function servicePorts(service: KubeObject): string {
  const ports = listAt(service, 'spec', 'ports').map((port) => {
    const nodePort = textAt(port, 'nodePort');
    return `${textAt(port, 'port')}${nodePort ? `:${nodePort}` : ''}/${textAt(port, 'protocol') || 'TCP'}`;
  });
  return orNone(ports.join(','));
}

function serviceExternalIp(service: KubeObject): string {
  const external = listAt(service, 'spec', 'externalIPs').join(',');
  switch (textAt(service, 'spec', 'type')) {
    case 'ExternalName':
      return textAt(service, 'spec', 'externalName');
    case 'LoadBalancer': {
      const ingress = listAt(service, 'status', 'loadBalancer', 'ingress').map(
        (entry) => textAt(entry, 'ip') || textAt(entry, 'hostname'),
      );
      return ingress.join(',') || external || '<pending>';
    }
    default:
      return orNone(external);
  }
}

/** The printers name three of a list and count the rest. */
function firstThree(items: readonly string[]): string {
  const more = items.length > 3 ? ` + ${String(items.length - 3)} more...` : '';
  return orNone(items.slice(0, 3).join(',') + more);
}

function endpointAddresses(endpoints: KubeObject): string {
  return firstThree(
    listAt(endpoints, 'subsets').flatMap((subset) => {
      const ports = listAt(subset, 'ports').map((port) => `:${textAt(port, 'port')}`);
      return (ports.length > 0 ? ports : ['']).flatMap((port) =>
        listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}${port}`),
      );
    }),
  );
}

function jobStatus(job: KubeObject): string {
  const holds = (type: string): boolean =>
    listAt(job, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
    );
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return holds('Suspended') ? 'Suspended' : 'Running';
}

function jobDuration(job: KubeObject, now: number): string {
  const started = Date.parse(textAt(job, 'status', 'startTime')) / 1000;
  if (Number.isNaN(started)) return '';
  const completed = Date.parse(textAt(job, 'status', 'completionTime')) / 1000;
  return humanDuration((Number.isNaN(completed) ? now : completed) - started);
}

function lastSeen(event: KubeObject, now: number): string {
  const series = textAt(event, 'series', 'lastObservedTime');
  return ageOf(series || textAt(event, 'lastTimestamp') || textAt(event, 'eventTime'), now);
}

function eventObject(event: KubeObject): string {
  return `${textAt(event, 'involvedObject', 'kind').toLowerCase()}/${textAt(event, 'involvedObject', 'name')}`;
}

function eventSource(event: KubeObject): string {
  const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent');
  const host = textAt(event, 'source', 'host');
  return host ? `${component}, ${host}` : component;
}

function size(...path: string[]): Cell {
  return (object) => Object.keys(recordAt(object, ...path)).length;
}

function readyOf(desired: number, object: KubeObject): string {
  return `${String(numberAt(object, 'status', 'readyReplicas'))}/${String(desired)}`;
}

/** Columns of the built-in kinds, after Kubernetes' pkg/printers/internalversion/printers.go. */
const columnsOfKind: Readonly<Record<string, readonly PrinterColumn[]>> = {
  Pod: [
    name,
    column('Ready', (pod, now) => summarizePod(pod, now).ready),
    column('Status', (pod, now) => summarizePod(pod, now).status),
    column('Restarts', (pod, now) => summarizePod(pod, now).restarts),
    age,
    wide('IP', (pod) => orNone(textAt(pod, 'status', 'podIP'))),
    wide('Node', (pod) => orNone(textAt(pod, 'spec', 'nodeName'))),
    wide('Nominated Node', (pod) => orNone(textAt(pod, 'status', 'nominatedNodeName'))),
    wide('Readiness Gates', (pod) => {
      const gates = listAt(pod, 'spec', 'readinessGates').map((gate) => textAt(gate, 'conditionType'));
      const met = listAt(pod, 'status', 'conditions').filter(
        (condition) => gates.includes(textAt(condition, 'type')) && textAt(condition, 'status') === 'True',
      );
      return gates.length > 0 ? `${String(met.length)}/${String(gates.length)}` : '<none>';
    }),
  ],
  Node: [
    name,
    column('Status', nodeStatus),
    column('Roles', nodeRoles),
    age,
    column('Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
    wide('Internal-IP', nodeAddress('InternalIP')),
    wide('External-IP', nodeAddress('ExternalIP')),
    wide('OS-Image', nodeInfo('osImage')),
    wide('Kernel-Version', nodeInfo('kernelVersion')),
    wide('Container-Runtime', nodeInfo('containerRuntimeVersion')),
  ],
  Service: [
    name,
    column('Type', (service) => textAt(service, 'spec', 'type')),
    column('Cluster-IP', (service) => orNone(textAt(service, 'spec', 'clusterIP'))),
    column('External-IP', serviceExternalIp),
    column('Port(s)', servicePorts),
    age,
    wide('Selector', (service) => orNone(pairs(valueAt(service, 'spec', 'selector')))),
  ],
  Endpoints: [name, column('Endpoints', endpointAddresses), age],
  EndpointSlice: [
    name,
    column('AddressType', (slice) => textAt(slice, 'addressType')),
    column('Ports', (slice) => firstThree(listAt(slice, 'ports').map((port) => textAt(port, 'port')))),
    column('Endpoints', (slice) =>
      firstThree(listAt(slice, 'endpoints').flatMap((endpoint) => listAt(endpoint, 'addresses').map(String))),
    ),
    age,
  ],
  Namespace: [name, column('Status', (namespace) => textAt(namespace, 'status', 'phase')), age],
  DaemonSet: [
    name,
    count('Desired', 'status', 'desiredNumberScheduled'),
    count('Current', 'status', 'currentNumberScheduled'),
    count('Ready', 'status', 'numberReady'),
    count('Up-to-date', 'status', 'updatedNumberScheduled'),
    count('Available', 'status', 'numberAvailable'),
    column('Node Selector', (set) => orNone(pairs(valueAt(set, 'spec', 'template', 'spec', 'nodeSelector')))),
    age,
    containers,
    images,
    selector,
  ],
  Deployment: [
    name,
    column('Ready', (deployment) => readyOf(numberAt(deployment, 'spec', 'replicas'), deployment)),
    count('Up-to-date', 'status', 'updatedReplicas'),
    count('Available', 'status', 'availableReplicas'),
    age,
    containers,
    images,
    selector,
  ],
  ReplicaSet: [
    name,
    count('Desired', 'spec', 'replicas'),
    count('Current', 'status', 'replicas'),
    count('Ready', 'status', 'readyReplicas'),
    age,
    containers,
    images,
    selector,
  ],
  StatefulSet: [
    name,
    column('Ready', (set) => readyOf(numberAt(set, 'spec', 'replicas'), set)),
    age,
    containers,
    images,
  ],
  Job: [
    name,
    column('Status', jobStatus),
    column(
      'Completions',
      (job) => `${String(numberAt(job, 'status', 'succeeded'))}/${textAt(job, 'spec', 'completions') || '1'}`,
    ),
    column('Duration', jobDuration),
    age,
    containers,
    images,
    selector,
  ],
  Event: [
    column('Last Seen', lastSeen),
    column('Type', (event) => textAt(event, 'type')),
    column('Reason', (event) => textAt(event, 'reason')),
    column('Object', eventObject),
    wide('Subobject', (event) => textAt(event, 'involvedObject', 'fieldPath')),
    wide('Source', eventSource),
    column('Message', (event) => textAt(event, 'message').trim()),
    wide('First Seen', (event, now) =>
      ageOf(textAt(event, 'firstTimestamp') || textAt(event, 'eventTime'), now),
    ),
    wide('Count', (event) => textAt(event, 'series', 'count') || textAt(event, 'count') || '1'),
    wide('Name', (event) => event.metadata.name),
  ],
  ConfigMap: [name, column('Data', size('data'), 'integer'), age],
  Secret: [
    name,
    column('Type', (secret) => textAt(secret, 'type')),
    column('Data', size('data'), 'integer'),
    age,
  ],
  ServiceAccount: [name, column('Secrets', (account) => listAt(account, 'secrets').length, 'integer'), age],
  PersistentVolumeClaim: [
    name,
    column('Status', (claim) => textAt(claim, 'status', 'phase')),
    column('Volume', (claim) => textAt(claim, 'spec', 'volumeName')),
    column('Capacity', (claim) => textAt(claim, 'status', 'capacity', 'storage')),
    column('Access Modes', (claim) => listAt(claim, 'status', 'accessModes').map(accessMode).join(',')),
    column('StorageClass', (claim) => textAt(claim, 'spec', 'storageClassName')),
    age,
    wide('VolumeMode', (claim) => textAt(claim, 'spec', 'volumeMode')),
  ],
  Lease: [name, column('Holder', (lease) => textAt(lease, 'spec', 'holderIdentity')), age],
  CustomResourceDefinition: [
    name,
    column('Created At', (definition) => definition.metadata.creationTimestamp ?? ''),
  ],
  ResourceClaim: [
    name,
    column('State', (claim) => {
      const allocated = isRecord(valueAt(claim, 'status', 'allocation'));
      const reserved = listAt(claim, 'status', 'reservedFor').length > 0;
      return allocated ? (reserved ? 'allocated,reserved' : 'allocated') : 'pending';
    }),
    age,
  ],
  ResourceSlice: [
    name,
    column('Node', (slice) => textAt(slice, 'spec', 'nodeName') || '<unset>'),
    column('Driver', (slice) => textAt(slice, 'spec', 'driver')),
    column('Pool', (slice) => textAt(slice, 'spec', 'pool', 'name')),
    age,
  ],
};

function accessMode(mode: unknown): string {
  const short: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  };
  return short[String(mode)] ?? String(mode);
}

/** The columns of a built-in kind; NAME and AGE for any other. */
export function builtInColumns(kind: string): readonly PrinterColumn[] {
  return columnsOfKind[kind] ?? [name, age];
}
