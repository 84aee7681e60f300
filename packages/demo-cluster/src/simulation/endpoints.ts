import { serviceSelects } from '@gpu-console/shared/kubernetes';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { isReady } from './controllers.ts';
import { podView } from './podView.ts';
import { fieldsOf, listOf, numberOf, textOf, textsOf } from './unknownFields.ts';
import type { World } from './world.ts';

/** The endpoints controller: what stands behind each Service that has a selector. */
export class EndpointsController {
  readonly #world: World;
  readonly #due = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    world.store.subscribe(({ type, object, previous }) => {
      if (object.kind === 'Service') this.#onService(type, object);
      if (object.kind === 'Pod' && (type !== 'MODIFIED' || changesEndpoints(object, previous)))
        this.#onPod(object);
    });
  }

  #onService(type: string, { metadata }: KubeObject): void {
    const { namespace = 'default', name } = metadata;
    if (type !== 'DELETED') {
      this.#enqueue(namespace, name);
      return;
    }
    this.#world.store.delete('Endpoints', namespace, name);
    this.#world.store.delete('EndpointSlice', namespace, sliceName(name));
  }

  #onPod(pod: KubeObject): void {
    for (const { metadata, spec } of this.#world.store.list('Service', pod.metadata.namespace)) {
      if (serviceSelects(textsOf(fieldsOf(spec)['selector']), pod.metadata.labels ?? {})) {
        this.#enqueue(metadata.namespace ?? 'default', metadata.name);
      }
    }
  }

  #enqueue(namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    if (this.#due.has(key)) return;
    this.#due.add(key);
    this.#world.timeline.after(0.2, () => {
      this.#due.delete(key);
      const service = this.#world.store.get('Service', namespace, name);
      if (service) this.#publish(service, namespace, name);
    });
  }

  #publish(service: KubeObject, namespace: string, name: string): void {
    const selector = textsOf(fieldsOf(service.spec)['selector']);
    if (Object.keys(selector).length === 0) return;
    const pods = this.#world.store
      .list('Pod', namespace)
      .filter(
        (pod) =>
          serviceSelects(selector, pod.metadata.labels ?? {}) &&
          textOf(fieldsOf(pod.status)['podIP']) !== undefined,
      );
    const alive = pods.filter((pod) => !['Succeeded', 'Failed'].includes(podView(pod).phase));
    const labels = service.metadata.labels ?? {};
    this.#put(endpointsOf(service, alive, { name, namespace, labels }));
    this.#put(endpointSliceOf(service, alive, { name, namespace, labels }));
  }

  #put(object: KubeObject): void {
    const { kind, metadata } = object;
    if (this.#world.store.get(kind, metadata.namespace, metadata.name)) this.#world.store.update(object);
    else this.#world.store.create(object);
  }
}

interface Identity {
  name: string;
  namespace: string;
  labels: Record<string, string>;
}

function endpointsOf(
  service: KubeObject,
  pods: readonly KubeObject[],
  { name, namespace, labels }: Identity,
) {
  const address = (pod: KubeObject) => ({
    ip: textOf(fieldsOf(pod.status)['podIP']) ?? '',
    nodeName: podView(pod).nodeName,
    targetRef: targetRef(pod),
  });
  const ready = pods.filter(isReady).map(address);
  const notReady = pods.filter((pod) => !isReady(pod)).map(address);
  const ports = servicePorts(service);
  const subset = {
    ...(ready.length > 0 && { addresses: ready }),
    ...(notReady.length > 0 && { notReadyAddresses: notReady }),
    ports,
  };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, labels },
    ...(pods.length > 0 && { subsets: [subset] }),
  };
}

function endpointSliceOf(service: KubeObject, pods: readonly KubeObject[], identity: Identity) {
  const { name, namespace, labels } = identity;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: sliceName(name),
      namespace,
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
    },
    addressType: 'IPv4',
    endpoints: pods.map((pod) => ({
      addresses: [textOf(fieldsOf(pod.status)['podIP']) ?? ''],
      conditions: { ready: isReady(pod), serving: isReady(pod), terminating: podView(pod).isDeleting },
      nodeName: podView(pod).nodeName,
      targetRef: targetRef(pod),
    })),
    ports: servicePorts(service),
  };
}

function targetRef({ metadata }: KubeObject) {
  return { kind: 'Pod', name: metadata.name, namespace: metadata.namespace, uid: metadata.uid };
}

function servicePorts(service: KubeObject) {
  return listOf(fieldsOf(service.spec)['ports'])
    .map(fieldsOf)
    .map((port) => ({
      ...(textOf(port['name']) && { name: textOf(port['name']) }),
      port: numberOf(port['targetPort']) ?? numberOf(port['port']) ?? 0,
      protocol: textOf(port['protocol']) ?? 'TCP',
    }));
}

function sliceName(service: string): string {
  return `${service}-endpoints`;
}

function changesEndpoints(pod: KubeObject, previous: KubeObject | undefined): boolean {
  if (!previous) return true;
  return (
    isReady(pod) !== isReady(previous) ||
    fieldsOf(pod.status)['podIP'] !== fieldsOf(previous.status)['podIP'] ||
    podView(pod).phase !== podView(previous).phase
  );
}
