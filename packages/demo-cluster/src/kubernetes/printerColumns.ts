import { ageOf } from './humanDuration.ts';
import { isRecord, listAt, numberAt, textAt, valueAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { summarizePod } from './podColumns.ts';
import {
  accessMode,
  containersOf,
  endpointAddresses,
  eventObject,
  eventSource,
  firstThree,
  jobDuration,
  jobStatus,
  lastSeen,
  nodeAddress,
  nodeInfo,
  nodeRoles,
  nodeStatus,
  orNone,
  pairs,
  readyOf,
  serviceExternalIp,
  servicePorts,
  size,
  subjectsOf,
} from './printerCells.ts';

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

const createdAt = column('Created At', (object) => object.metadata.creationTimestamp ?? '');

const roleBindingColumns = [
  name,
  column('Role', (binding) => `${textAt(binding, 'roleRef', 'kind')}/${textAt(binding, 'roleRef', 'name')}`),
  age,
  wide('Users', subjectsOf('User')),
  wide('Groups', subjectsOf('Group')),
  wide('ServiceAccounts', subjectsOf('ServiceAccount')),
];

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
  Role: [name, createdAt],
  ClusterRole: [name, createdAt],
  RoleBinding: roleBindingColumns,
  ClusterRoleBinding: roleBindingColumns,
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
  CustomResourceDefinition: [name, createdAt],
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

/** The columns of a built-in kind; NAME and AGE for any other. */
export function builtInColumns(kind: string): readonly PrinterColumn[] {
  return columnsOfKind[kind] ?? [name, age];
}
