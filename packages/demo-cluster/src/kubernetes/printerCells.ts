import { ageOf, humanDuration } from './humanDuration.ts';
import { isRecord, listAt, numberAt, recordAt, textAt, valueAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';

/** Where Kubernetes prints `<none>` for an empty value. */
export function orNone(text: string): string {
  return text || '<none>';
}

/** The containers of a workload's pod template. */
export function containersOf(object: KubeObject): unknown[] {
  return listAt(object, 'spec', 'template', 'spec', 'containers');
}

/** Labels or a selector as `a=b,c=d`. */
export function pairs(labels: unknown): string {
  if (!isRecord(labels)) return '';
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort()
    .join(',');
}

/** Readiness, and whether the node is cordoned. */
export function nodeStatus(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'Ready',
  );
  const word = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return valueAt(node, 'spec', 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

/** The roles that a node's labels give it. */
export function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.entries(node.metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(prefix)) return [key.slice(prefix.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return orNone(roles.filter(Boolean).sort().join(','));
}

/** A node's address of one type, such as `InternalIP`. */
export function nodeAddress(type: string): (object: KubeObject) => unknown {
  return (node) =>
    orNone(
      textAt(
        listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === type),
        'address',
      ),
    );
}

/** A field of a node's `status.nodeInfo`. */
export function nodeInfo(field: string): (object: KubeObject) => unknown {
  return (node) => textAt(node, 'status', 'nodeInfo', field) || '<unknown>';
}

/** `80:30080/TCP`, the node port only where there is one. */
export function servicePorts(service: KubeObject): string {
  const ports = listAt(service, 'spec', 'ports').map((port) => {
    const nodePort = textAt(port, 'nodePort');
    return `${textAt(port, 'port')}${nodePort ? `:${nodePort}` : ''}/${textAt(port, 'protocol') || 'TCP'}`;
  });
  return orNone(ports.join(','));
}

/** Where a service is reached from outside the cluster. */
export function serviceExternalIp(service: KubeObject): string {
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
export function firstThree(items: readonly string[]): string {
  const more = items.length > 3 ? ` + ${String(items.length - 3)} more...` : '';
  return orNone(items.slice(0, 3).join(',') + more);
}

/** Address and port of the ready endpoints. */
export function endpointAddresses(endpoints: KubeObject): string {
  return firstThree(
    listAt(endpoints, 'subsets').flatMap((subset) => {
      const ports = listAt(subset, 'ports').map((port) => `:${textAt(port, 'port')}`);
      return (ports.length > 0 ? ports : ['']).flatMap((port) =>
        listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}${port}`),
      );
    }),
  );
}

/** How far a job has got, as printed since 1.31. */
export function jobStatus(job: KubeObject): string {
  const holds = (type: string): boolean =>
    listAt(job, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
    );
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return holds('Suspended') ? 'Suspended' : 'Running';
}

/** How long a job has taken so far, or took. @param now Unix seconds */
export function jobDuration(job: KubeObject, now: number): string {
  const started = Date.parse(textAt(job, 'status', 'startTime')) / 1000;
  if (Number.isNaN(started)) return '';
  const completed = Date.parse(textAt(job, 'status', 'completionTime')) / 1000;
  return humanDuration((Number.isNaN(completed) ? now : completed) - started);
}

/** How long ago an event last happened. @param now Unix seconds */
export function lastSeen(event: KubeObject, now: number): string {
  const series = textAt(event, 'series', 'lastObservedTime');
  return ageOf(series || textAt(event, 'lastTimestamp') || textAt(event, 'eventTime'), now);
}

/** What an event is about, as `pod/trainer-0`. */
export function eventObject(event: KubeObject): string {
  return `${textAt(event, 'involvedObject', 'kind').toLowerCase()}/${textAt(event, 'involvedObject', 'name')}`;
}

/** Who reported an event. */
export function eventSource(event: KubeObject): string {
  const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent');
  const host = textAt(event, 'source', 'host');
  return host ? `${component}, ${host}` : component;
}

/** How many entries a map has. */
export function size(...path: string[]): (object: KubeObject) => unknown {
  return (object) => Object.keys(recordAt(object, ...path)).length;
}

/** `ready/desired` replicas. */
export function readyOf(desired: number, object: KubeObject): string {
  return `${String(numberAt(object, 'status', 'readyReplicas'))}/${String(desired)}`;
}

/** A volume's access mode in its short form. */
export function accessMode(mode: unknown): string {
  const short: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  };
  return short[String(mode)] ?? String(mode);
}

/** The names of a binding's subjects of one kind; a ServiceAccount's with its namespace. */
export function subjectsOf(kind: 'User' | 'Group' | 'ServiceAccount'): (binding: KubeObject) => string {
  return (binding) =>
    listAt(binding, 'subjects')
      .filter((subject) => textAt(subject, 'kind') === kind)
      .map((subject) => {
        const subjectName = textAt(subject, 'name');
        return kind === 'ServiceAccount' ? `${textAt(subject, 'namespace')}/${subjectName}` : subjectName;
      })
      .join(', ');
}
