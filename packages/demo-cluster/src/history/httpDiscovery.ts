import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../simulation/unknownFields.ts';

/** A target group of Prometheus' HTTP service discovery. */
export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What Prometheus' own Kubernetes discovery with role `endpoints` finds in a namespace, or in all, under the same meta labels
 * (Prometheus, discovery/kubernetes/endpoints.go), for builds that were made without it, such as Debian's.
 */
export function discoveredEndpoints(store: ObjectStore, namespace?: string): TargetGroup[] {
  return store.list('Endpoints', namespace).flatMap((endpoints) => {
    const service = store.get('Service', endpoints.metadata.namespace, endpoints.metadata.name);
    return listOf(endpoints['subsets'])
      .map(fieldsOf)
      .flatMap((subset) => subsetGroups(store, subset, serviceLabels(endpoints, service)));
  });
}

function serviceLabels({ metadata }: KubeObject, service: KubeObject | undefined): Record<string, string> {
  const labels: Record<string, string> = {
    __meta_kubernetes_namespace: metadata.namespace ?? '',
    __meta_kubernetes_endpoints_name: metadata.name,
    __meta_kubernetes_service_name: metadata.name,
  };
  for (const [key, value] of Object.entries(service?.metadata.labels ?? {})) {
    const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
    labels[`__meta_kubernetes_service_label_${name}`] = value;
    labels[`__meta_kubernetes_service_labelpresent_${name}`] = 'true';
  }
  return labels;
}

function subsetGroups(store: ObjectStore, subset: Fields, service: Record<string, string>): TargetGroup[] {
  const ready = listOf(subset['addresses']).map((address) => ({ address: fieldsOf(address), isReady: true }));
  const notReady = listOf(subset['notReadyAddresses']).map((address) => ({
    address: fieldsOf(address),
    isReady: false,
  }));
  return listOf(subset['ports'])
    .map(fieldsOf)
    .flatMap((port) =>
      [...ready, ...notReady].map(({ address, isReady }) => ({
        targets: [`${textOf(address['ip'])}:${numberOf(port['port'])}`],
        labels: {
          ...service,
          __meta_kubernetes_endpoint_port_name: textOf(port['name']) ?? '',
          __meta_kubernetes_endpoint_ready: String(isReady),
          ...podLabels(store, address, numberOf(port['port'])),
        },
      })),
    );
}

function podLabels(store: ObjectStore, address: Fields, port: number | undefined): Record<string, string> {
  const reference = fieldsOf(address['targetRef']);
  const pod = store.get('Pod', textOf(reference['namespace']), textOf(reference['name']) ?? '');
  if (!pod) return {};
  const container = listOf(fieldsOf(pod.spec)['containers'])
    .map(fieldsOf)
    .find((candidate) =>
      listOf(candidate['ports']).some((exposed) => fieldsOf(exposed)['containerPort'] === port),
    );
  return {
    __meta_kubernetes_endpoint_address_target_kind: 'Pod',
    __meta_kubernetes_endpoint_address_target_name: pod.metadata.name,
    __meta_kubernetes_pod_name: pod.metadata.name,
    __meta_kubernetes_pod_node_name: textOf(fieldsOf(pod.spec)['nodeName']) ?? '',
    __meta_kubernetes_pod_phase: textOf(fieldsOf(pod.status)['phase']) ?? '',
    __meta_kubernetes_pod_ip: textOf(fieldsOf(pod.status)['podIP']) ?? '',
    ...(container && { __meta_kubernetes_pod_container_name: textOf(container['name']) ?? '' }),
  };
}
