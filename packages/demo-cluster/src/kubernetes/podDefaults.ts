import { isDeepStrictEqual } from 'node:util';
import { isRecord, type JsonRecord, listAt, recordAt, textAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';

/** A pod as the API server stores a new one: defaults filled, status Pending with its quality-of-service class. */
export function newPod(pod: KubeObject): KubeObject {
  const spec = recordAt(podSpecDefaults(pod.spec ?? {}));
  const serviceAccount = textAt(spec, 'serviceAccountName') || 'default';
  return {
    ...pod,
    spec: {
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      enableServiceLinks: true,
      ...spec,
      serviceAccount,
      serviceAccountName: serviceAccount,
      tolerations: withDefaultTolerations(listAt(spec, 'tolerations')),
    },
    status: { phase: 'Pending', qosClass: qosClass(spec) },
  };
}

/** The defaults that a pod's spec and a workload's pod template share. */
export function podSpecDefaults(spec: JsonRecord): JsonRecord {
  return {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...spec,
    containers: listAt(spec, 'containers').map(containerDefaults),
    ...(Array.isArray(spec['initContainers']) && {
      initContainers: spec['initContainers'].map(containerDefaults),
    }),
  };
}

function containerDefaults(container: unknown): unknown {
  if (!isRecord(container)) return container;
  const image = textAt(container, 'image');
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  const floating = !image.includes('@') && (tag === undefined || tag === 'latest');
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: floating ? 'Always' : 'IfNotPresent',
    ...container,
    resources: resourceDefaults(recordAt(container, 'resources')),
    ...(Array.isArray(container['ports']) && {
      ports: container['ports'].map((port) => (isRecord(port) ? { protocol: 'TCP', ...port } : port)),
    }),
  };
}

/** A limit without a request is its own request, which is how `nvidia.com/gpu` is usually asked for. */
function resourceDefaults(resources: JsonRecord): JsonRecord {
  const limits = quantities(resources['limits']);
  const requests = quantities(resources['requests']);
  if (!limits) return requests ? { ...resources, requests } : resources;
  return { ...resources, limits, requests: { ...limits, ...requests } };
}

/** YAML's `nvidia.com/gpu: 1` is a number; the API server stores every quantity as text. */
function quantities(amounts: unknown): JsonRecord | undefined {
  if (!isRecord(amounts)) return undefined;
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [
      name,
      typeof amount === 'number' ? String(amount) : amount,
    ]),
  );
}

/** The DefaultTolerationSeconds admission plug-in. */
function withDefaultTolerations(tolerations: readonly unknown[]): unknown[] {
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) =>
      !tolerations.some((toleration) => {
        const { key: tolerated, effect } = recordAt(toleration);
        const matchesKey = tolerated === key || (!tolerated && textAt(toleration, 'operator') === 'Exists');
        return matchesKey && (!effect || effect === 'NoExecute');
      }),
  );
  return [
    ...tolerations,
    ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })),
  ];
}

/** Only cpu and memory count for the class (pkg/apis/core/helper/qos). */
function qosClass(spec: JsonRecord): string {
  const computed = ['cpu', 'memory'];
  const resources = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')].map((container) => ({
    requests: picked(recordAt(container, 'resources', 'requests'), computed),
    limits: picked(recordAt(container, 'resources', 'limits'), computed),
  }));
  const isEmpty = (record: JsonRecord): boolean => Object.keys(record).length === 0;
  if (resources.every(({ requests, limits }) => isEmpty(requests) && isEmpty(limits))) return 'BestEffort';
  const guaranteed = resources.every(
    ({ requests, limits }) => computed.every((name) => name in limits) && isDeepStrictEqual(requests, limits),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

function picked(record: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
