import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import { podView } from '../simulation/podView.ts';
import { amountsOf } from '../simulation/resources.ts';
import { fieldsOf, listOf, textOf, textsOf } from '../simulation/unknownFields.ts';
import { expositionText, type Family, labelSet, type Sample } from './labelSet.ts';

/** Name and help of the families of kube-state-metrics 2.x that are served here, all gauges. */
const FAMILIES: Readonly<Record<string, string>> = {
  kube_node_info: 'Information about a cluster node.',
  kube_node_status_allocatable:
    'The allocatable for different resources of a node that are available for scheduling.',
  kube_node_status_capacity: 'The capacity for different resources of a node.',
  kube_node_status_condition: 'The condition of a cluster node.',
  kube_pod_container_resource_limits: 'The number of requested limit resource by a container.',
  kube_pod_container_resource_requests: 'The number of requested request resource by a container.',
  kube_pod_info: 'Information about pod.',
  kube_pod_owner: "Information about the Pod's owner.",
  kube_pod_status_phase: 'The pods current phase.',
};

const cache = new WeakMap<KubeObject, readonly Sample[]>();

/** All series of the cluster's nodes and pods. */
export function kubeStateSamples(store: ObjectStore): Sample[] {
  return [...store.list('Node'), ...store.list('Pod')].flatMap((object) => {
    let samples = cache.get(object);
    if (!samples) {
      samples = object.kind === 'Node' ? nodeSamples(object) : podSamples(object);
      cache.set(object, samples);
    }
    return samples;
  });
}

/** The body of `/metrics`. */
export function kubeStateText(store: ObjectStore): string {
  const byName = new Map<string, Sample[]>(Object.keys(FAMILIES).map((name) => [name, []]));
  for (const sample of kubeStateSamples(store)) byName.get(sample.name)?.push(sample);
  return expositionText(
    Object.entries(FAMILIES).map(
      ([name, help]): Family => ({ name, type: 'gauge', help, samples: byName.get(name) ?? [] }),
    ),
  );
}

function sample(name: string, value: number, labels: Record<string, string>): Sample {
  return { name, labels: labelSet(Object.entries(labels)), value: String(value) };
}

function nodeSamples({ metadata, status }: KubeObject): Sample[] {
  const node = metadata.name;
  const fields = fieldsOf(status);
  const info = textsOf(fields['nodeInfo']);
  const address = listOf(fields['addresses']).map(textsOf)[0]?.['address'] ?? '';
  return [
    sample('kube_node_info', 1, {
      node,
      kernel_version: info['kernelVersion'] ?? '',
      os_image: info['osImage'] ?? '',
      container_runtime_version: info['containerRuntimeVersion'] ?? '',
      kubelet_version: info['kubeletVersion'] ?? '',
      kubeproxy_version: info['kubeProxyVersion'] ?? '',
      system_uuid: info['systemUUID'] ?? '',
      internal_ip: address,
    }),
    ...quantities('kube_node_status_capacity', fields['capacity'], { node }),
    ...quantities('kube_node_status_allocatable', fields['allocatable'], { node }),
    ...listOf(fields['conditions'])
      .map(textsOf)
      .flatMap((condition) =>
        ['true', 'false', 'unknown'].map((word) =>
          sample('kube_node_status_condition', condition['status']?.toLowerCase() === word ? 1 : 0, {
            node,
            condition: condition['type'] ?? '',
            status: word,
          }),
        ),
      ),
  ];
}

const PHASES = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'];

function podSamples(object: KubeObject): Sample[] {
  const view = podView(object);
  const { namespace, name: pod, uid, owner, nodeName = '', phase } = view;
  const status = fieldsOf(object.status);
  const base = { namespace, pod, uid };
  return [
    sample('kube_pod_info', 1, {
      ...base,
      host_ip: textOf(status['hostIP']) ?? '',
      pod_ip: textOf(status['podIP']) ?? '',
      node: nodeName,
      created_by_kind: owner?.kind ?? '',
      created_by_name: owner?.name ?? '',
      priority_class: textOf(fieldsOf(object.spec)['priorityClassName']) ?? '',
      host_network: String(view.usesHostNetwork),
    }),
    sample('kube_pod_owner', 1, {
      ...base,
      owner_kind: owner?.kind ?? '',
      owner_name: owner?.name ?? '',
      owner_is_controller: owner ? 'true' : '',
    }),
    ...PHASES.map((word) =>
      sample('kube_pod_status_phase', word === phase ? 1 : 0, { ...base, phase: word }),
    ),
    ...listOf(fieldsOf(object.spec)['containers'])
      .map(fieldsOf)
      .flatMap((container) => {
        const resources = fieldsOf(container['resources']);
        const labels = { ...base, container: textOf(container['name']) ?? '', node: nodeName };
        return [
          ...quantities('kube_pod_container_resource_requests', resources['requests'], labels),
          ...quantities('kube_pod_container_resource_limits', resources['limits'], labels),
        ];
      }),
  ];
}

function quantities(name: string, values: unknown, labels: Record<string, string>): Sample[] {
  return Object.entries(amountsOf(textsOf(values))).map(([resource, amount]) =>
    sample(name, amount, {
      ...labels,
      resource: resource.replace(/[^a-zA-Z0-9]/g, '_'),
      unit: unitOf(resource),
    }),
  );
}

function unitOf(resource: string): string {
  if (resource === 'cpu') return 'core';
  return /memory|storage|hugepages/.test(resource) ? 'byte' : 'integer';
}
