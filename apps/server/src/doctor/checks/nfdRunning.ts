import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, isOperatorThere } from '../cluster.ts';
import { isAway, isEarly, podsOn } from '../pipeline.ts';

/** Only the operator needs NFD; who labels nodes by hand needs neither. */
export const nfdRunning = check('nfd-running', (facts, found) =>
  eachNode(facts, found, ({ name }, cluster) => {
    if (!isOperatorThere(cluster)) return [];
    const subject = nodeSubject(name);
    const workers = podsOn(facts, name, 'nfd-worker').map(({ pod }) => pod);
    const [worker] = workers;
    if (worker === undefined) {
      return [
        found.fail(subject, 'missing', {
          params: { node: name },
          evidence: [seen(`Node/${name}`, 'NFD worker', 'none')],
        }),
      ];
    }
    const ready = workers.find((pod) => pod.ready);
    const pod = ready ?? worker;
    const evidence = [
      seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', pod.status, pod.readySince ?? pod.notReadySince),
    ];
    if (ready !== undefined) return [found.pass(subject, evidence)];
    const params = { node: name, pod: pod.name, namespace: pod.namespace, status: pod.status };
    if (isAway(name, facts)) {
      const blockedBy = { check: 'node-ready', subject };
      return [found.warn(subject, 'waits', { params, evidence, blockedBy })];
    }
    return [
      isEarly(pod, facts.now) && !/BackOff|Err/.test(pod.status)
        ? found.warn(subject, 'starting', { params, evidence })
        : found.fail(subject, 'not-ready', { params, evidence }),
    ];
  }),
);
