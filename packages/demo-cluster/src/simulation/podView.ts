import type { LabelRequirement, NodeSelectorTerm, Toleration } from '@gpu-console/shared/kubernetes';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { type Amounts, amountsOf, largest, plus } from './resources.ts';
import { type Fields, fieldsOf, listOf, numberOf, textListOf, textOf, textsOf } from './unknownFields.ts';

export interface ContainerView {
  readonly name: string;
  readonly image: string;
  /** `command` and `args` in one. */
  readonly words: readonly string[];
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** The pod's own names of the ResourceClaims whose devices it gets. */
  readonly claims: readonly string[];
  readonly restartsAlways: boolean;
}

/** What the scheduler and the kubelet read of a pod. */
export interface PodView {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly schedulerName: string;
  readonly nodeName: string | undefined;
  readonly phase: string;
  readonly isDeleting: boolean;
  readonly gateNames: readonly string[];
  readonly initContainers: readonly ContainerView[];
  readonly containers: readonly ContainerView[];
  /** Names of its ResourceClaims, by its own names for them; one that is still to be made has none. */
  readonly claims: ReadonlyMap<string, string | undefined>;
  /** The devices, cores and bytes that count for scheduling. */
  readonly requests: Amounts;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity, of which one term has to match; null where none is required. */
  readonly affinityTerms: readonly NodeSelectorTerm[] | null;
  readonly tolerations: readonly Toleration[];
  readonly restartPolicy: string;
  readonly graceSeconds: number;
  readonly usesHostNetwork: boolean;
  readonly owner: { readonly kind: string; readonly name: string } | undefined;
}

const views = new WeakMap<KubeObject, PodView>();

/** Reads a Pod object; stored objects never change, so each is read once. */
export function podView(pod: KubeObject): PodView {
  let view = views.get(pod);
  if (!view) {
    view = readPod(pod);
    views.set(pod, view);
  }
  return view;
}

function readPod({ metadata, spec, status }: KubeObject): PodView {
  const fields = fieldsOf(spec);
  const initContainers = listOf(fields['initContainers']).map(readContainer);
  const containers = listOf(fields['containers']).map(readContainer);
  const owner = fieldsOf(listOf(metadata.ownerReferences)[0]);
  const [kind, ownerName] = [textOf(owner['kind']), textOf(owner['name'])];
  return {
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    uid: metadata.uid ?? '',
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    schedulerName: textOf(fields['schedulerName']) ?? 'default-scheduler',
    nodeName: textOf(fields['nodeName']),
    phase: textOf(fieldsOf(status)['phase']) ?? 'Pending',
    isDeleting: metadata.deletionTimestamp !== undefined,
    gateNames: listOf(fields['schedulingGates']).map((gate) => textOf(fieldsOf(gate)['name']) ?? ''),
    initContainers,
    containers,
    claims: readClaims(fields, fieldsOf(status)),
    requests: countedRequests(containers, initContainers, fields),
    nodeSelector: textsOf(fields['nodeSelector']),
    affinityTerms: readAffinity(fields),
    tolerations: readTolerations(fields),
    restartPolicy: textOf(fields['restartPolicy']) ?? 'Always',
    graceSeconds: numberOf(fields['terminationGracePeriodSeconds']) ?? 30,
    usesHostNetwork: fields['hostNetwork'] === true,
    owner: kind && ownerName ? { kind, name: ownerName } : undefined,
  };
}

function readContainer(value: unknown): ContainerView {
  const fields = fieldsOf(value);
  const resources = fieldsOf(fields['resources']);
  const limits = amountsOf(textsOf(resources['limits']));
  return {
    name: textOf(fields['name']) ?? '',
    image: textOf(fields['image']) ?? '',
    words: [...textListOf(fields['command']), ...textListOf(fields['args'])],
    // A limit without a request counts as the request (API server defaulting).
    requests: { ...limits, ...amountsOf(textsOf(resources['requests'])) },
    limits,
    claims: listOf(resources['claims']).map((claim) => textOf(fieldsOf(claim)['name']) ?? ''),
    restartsAlways: fields['restartPolicy'] === 'Always',
  };
}

/** component-helpers, resource.PodRequests: what runs together, or the largest start-up step; then overhead. */
function countedRequests(
  containers: readonly ContainerView[],
  initContainers: readonly ContainerView[],
  spec: Fields,
): Amounts {
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const init of initContainers) {
    const step = plus(sidecars, init.requests);
    starting = largest(starting, step);
    if (init.restartsAlways) sidecars = step;
  }
  const running = containers.reduce<Amounts>((sum, { requests }) => plus(sum, requests), sidecars);
  return plus(largest(running, starting), amountsOf(textsOf(spec['overhead'])));
}

function readClaims(spec: Fields, status: Fields): Map<string, string | undefined> {
  const made = listOf(status['resourceClaimStatuses']).map(textsOf);
  return new Map(
    listOf(spec['resourceClaims'])
      .map(textsOf)
      .map(({ name = '', resourceClaimName }) => {
        const own = made.find((one) => one['name'] === name)?.['resourceClaimName'];
        return [name, resourceClaimName ?? own];
      }),
  );
}

function readAffinity(spec: Fields): readonly NodeSelectorTerm[] | null {
  const nodeAffinity = fieldsOf(fieldsOf(spec['affinity'])['nodeAffinity']);
  const terms = fieldsOf(nodeAffinity['requiredDuringSchedulingIgnoredDuringExecution'])['nodeSelectorTerms'];
  if (terms === undefined) return null;
  return listOf(terms)
    .map(fieldsOf)
    .map(({ matchExpressions, matchFields }) => ({
      matchExpressions: listOf(matchExpressions).map(readRequirement),
      matchFields: listOf(matchFields).map(readRequirement),
    }));
}

function readRequirement(value: unknown): LabelRequirement {
  const { key = '', operator = '' } = textsOf(value);
  return { key, operator, values: textListOf(fieldsOf(value)['values']) };
}

/** @param spec a pod's, or that of a template */
export function readTolerations(spec: Fields): Toleration[] {
  return listOf(spec['tolerations']).map((toleration) => {
    const { key = '', operator = 'Equal', value = '', effect = '' } = textsOf(toleration);
    return { key, operator, value, effect };
  });
}
