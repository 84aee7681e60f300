import { isKnown } from '../../fact.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';

const WARN_SECONDS = 10;
const FAIL_SECONDS = 60;

export const clockSkew = check('clock-skew', ({ clockAhead, nodeClocks }, found) => {
  const judge = (subject: typeof CLUSTER, variant: 'prometheus' | 'node', ahead: number, object: string) => {
    const seconds = Math.round(Math.abs(ahead));
    const evidence = [seen(object, 'seconds ahead', ahead.toFixed(1))];
    const details = { params: { seconds, node: subject.name }, evidence };
    if (seconds > FAIL_SECONDS) return found.fail(subject, variant, details);
    return seconds > WARN_SECONDS ? found.warn(subject, variant, details) : found.pass(subject, evidence);
  };
  return [
    isKnown(clockAhead)
      ? judge(CLUSTER, 'prometheus', clockAhead.value, 'Prometheus')
      : found.unknown(CLUSTER, clockAhead.unknown),
    ...(isKnown(nodeClocks)
      ? nodeClocks.value.flatMap(({ node, aheadSeconds }) =>
          node === null ? [] : [judge(nodeSubject(node), 'node', aheadSeconds, `Node/${node}`)],
        )
      : [found.unknown({ ...CLUSTER, name: 'nodes' }, nodeClocks.unknown)]),
  ];
});
