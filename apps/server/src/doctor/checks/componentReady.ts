import { type Check, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { PIPELINE, type PodFinding, podsOn, waitsForHostDriver } from '../pipeline.ts';

type ReadyId = (typeof PIPELINE)[number]['check'];

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
      if (finding === undefined) return [];
      const details = { params: paramsOf(finding), evidence: evidenceOf(finding) };
      const { state, blockedBy } = finding;
      switch (state) {
        case 'ready':
          return [found.pass(subject, details.evidence)];
        case 'waits':
        case 'pulling':
        case 'explained':
          return [found.warn(subject, state, { ...details, ...(blockedBy && { blockedBy }) })];
        case 'starting':
          return [found.warn(subject, 'starting', details)];
        default:
          return [found.fail(subject, state, details)];
      }
    }),
  );
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
