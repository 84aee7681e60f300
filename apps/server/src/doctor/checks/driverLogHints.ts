import type { VariantOf } from '@gpu-console/shared/doctor';
import { isKnown } from '../../fact.ts';
import { type Check, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { componentVersion } from '../componentVersion.ts';
import { type DriverHint, hintOf, logOf } from '../driverHints.ts';
import { podsOn } from '../pipeline.ts';

const NOT_STARTED: ReadonlySet<string> = new Set(['waits', 'pulling', 'starting', 'unschedulable']);

/** What the host puts in a driver's way, by the log of a driver pod that is not ready; one that is ready has nothing in it. */
export const driverLogHints: readonly Check[] = [
  hintCheck('driver-secure-boot', ['rejected', 'not-permitted']),
  hintCheck('driver-selinux', ['denied']),
  hintCheck('driver-supports-gpu', ['needs-open', 'needs-proprietary', 'unsupported']),
  hintCheck('driver-nouveau', ['loaded']),
  hintCheck('driver-in-use', ['preinstalled', 'in-use']),
  hintCheck('driver-disk-space', ['full']),
  hintCheck('driver-repositories', ['unreachable']),
  hintCheck('driver-kernel-headers', ['missing']),
  hintCheck('driver-module', ['mismatch', 'unloadable']),
  hintCheck('driver-image', ['architecture']),
];

function hintCheck<C extends DriverHint['check']>(id: C, variants: readonly VariantOf<C>[]): Check {
  return check(id, (facts, found) =>
    eachNode(facts, found, ({ name, facts: { kernelVersion, architecture } }) => {
      const [finding] = podsOn(facts, name, 'driver');
      // Nothing was printed yet by a driver that did not start.
      if (finding === undefined || NOT_STARTED.has(finding.state)) return [];
      const { pod } = finding;
      const subject = nodeSubject(name);
      const object = `Pod/${pod.namespace}/${pod.name}`;
      const log = logOf(pod, facts);
      if (log === undefined)
        return [
          found.pass(subject, [seen(object, 'STATUS', pod.status, pod.readySince ?? pod.notReadySince)]),
        ];
      if (!isKnown(log)) return [found.unknown(subject, log.unknown)];
      const hint = hintOf(pod, facts);
      const variant = hint?.check === id ? variants.find((one) => one === hint.variant) : undefined;
      if (hint === undefined || variant === undefined)
        return [found.pass(subject, [seen(object, 'log', 'says nothing of it')])];
      const params = {
        node: name,
        line: hint.line,
        kernel: kernelVersion || '—',
        architecture: architecture || '—',
        branch: /^\d+/.exec(componentVersion(pod) ?? '')?.[0] ?? '570',
        pod: pod.name,
        namespace: pod.namespace,
        container: pod.heldUpBy?.name ?? '—',
      };
      return [found.fail(subject, variant, { params, evidence: [seen(object, 'log', hint.line)] })];
    }),
  );
}
