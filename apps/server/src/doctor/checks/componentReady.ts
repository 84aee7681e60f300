import type { Subject } from '@gpu-console/shared/contract';
import { type Check, CLUSTER, check, type Finder, type Finding, nodeSubject, seen } from '../check.ts';
import { componentsOf, eachNode, withCluster } from '../cluster.ts';
import { PIPELINE, type PodFinding, podsOn, waitsForHostDriver } from '../pipeline.ts';

type ReadyId = (typeof PIPELINE)[number]['check'] | 'dra-controller-ready';

/** No pod is to blame where the host brings the driver: the first pod that waits for one tells. */
const hostDriver: Check = check('driver-ready', (facts, found) =>
  eachNode(facts, found, ({ name }) => {
    const waiting = waitsForHostDriver(name, facts);
    if (waiting === undefined || waiting.blockedBy?.check !== 'driver-ready') return [];
    const details = { params: paramsOf(waiting), evidence: evidenceOf(waiting) };
    return [found.fail(nodeSubject(name), 'host-driver', details)];
  }),
);

/** One check for each component of the pipeline: its pod on each node, and whose fault it is where it is not ready. */
export const componentReady: readonly Check[] = PIPELINE.map(({ component, check: id }) => {
  const own = readyCheck(id, component);
  if (id !== hostDriver.id) return own;
  return { id, run: (facts) => [...own.run(facts), ...hostDriver.run(facts)] };
});

function readyCheck(id: ReadyId, component: string): Check {
  return check(id, (facts, found) =>
    eachNode(facts, found, ({ name }) => {
      const subject = nodeSubject(name);
      const pods = podsOn(facts, name, component);
      const ready = pods.find(({ state }) => state === 'ready');
      const finding = ready ?? pods[0];
      return finding === undefined ? [] : [resultOf(finding, subject, found)];
    }),
  );
}

/** The DRA driver's controller is there once for the cluster: one that is ready will do. */
export const draControllerReady: Check = check('dra-controller-ready', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const pods = componentsOf(cluster, 'dra-controller').filter(({ phase }) => phase !== 'Succeeded');
    const placed = new Set(pods.flatMap(({ node }) => node ?? []));
    const findings = [...placed].flatMap((node) => podsOn(facts, node, 'dra-controller'));
    const finding = findings.find(({ state }) => state === 'ready') ?? findings[0];
    if (finding !== undefined) return [resultOf(finding, CLUSTER, found)];
    return pods.slice(0, 1).map((pod) => {
      const unplaced = { pod, container: null, waitsFor: null, blockedBy: null } as const;
      return resultOf({ ...unplaced, state: 'unschedulable' }, CLUSTER, found);
    });
  }),
);

function resultOf(finding: PodFinding, subject: Subject, found: Finder<ReadyId>): Finding {
  const details = { params: paramsOf(finding), evidence: evidenceOf(finding) };
  const { state, blockedBy } = finding;
  switch (state) {
    case 'ready':
      return found.pass(subject, details.evidence);
    case 'waits':
    case 'pulling':
    case 'explained':
      return found.warn(subject, state, { ...details, ...(blockedBy && { blockedBy }) });
    case 'starting':
      return found.warn(subject, 'starting', details);
    default:
      return found.fail(subject, state, details);
  }
}

function paramsOf({ pod, container, waitsFor, blockedBy }: PodFinding) {
  return {
    node: pod.node ?? '—',
    pod: pod.name,
    namespace: pod.namespace,
    status: pod.status,
    container: container?.name ?? '—',
    reason: reasonOf(container),
    waitsFor: blockedBy?.check.replace(/-ready$/, '') ?? waitsFor ?? '—',
    message: pod.unschedulable ?? container?.message ?? '—',
  };
}

/** In CrashLoopBackOff it is the end before that says something. */
function reasonOf(container: PodFinding['container']): string {
  const { reason = null, lastTermination = null } = container ?? {};
  const last =
    lastTermination === null ? null : `${lastTermination.reason} (exit code ${lastTermination.exitCode})`;
  return [...new Set([reason, last])].filter(Boolean).join(', ') || '—';
}

function evidenceOf({ pod, container }: PodFinding) {
  const object = `Pod/${pod.namespace}/${pod.name}`;
  const last = container?.lastTermination ?? null;
  return [
    seen(object, 'STATUS', pod.status, pod.readySince ?? pod.notReadySince ?? pod.createdAt),
    ...(container === null || pod.ready
      ? []
      : [
          seen(
            object,
            `container ${container.name}`,
            container.message ?? container.reason ?? container.state,
            container.startedAt,
          ),
        ]),
    ...(last === null || pod.ready
      ? []
      : [
          seen(
            object,
            `last end of ${container?.name}`,
            last.message ?? `${last.reason} (exit code ${last.exitCode})`,
            last.finishedAt,
          ),
        ]),
  ];
}
