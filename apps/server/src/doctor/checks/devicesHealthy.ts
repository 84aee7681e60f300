import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, nvidiaCapacity } from '../cluster.ts';

export const devicesHealthy = check('devices-healthy', (facts, found) =>
  eachNode(facts, found, (node) => {
    const { name, allocatable } = node;
    const subject = nodeSubject(name);
    const offered = nvidiaCapacity(node).filter(([, capacity]) => capacity > 0);
    if (offered.length === 0) return [];
    const short = offered.filter(([resource, capacity]) => (allocatable[resource] ?? 0) < capacity);
    const evidenceOf = (resource: string, capacity: number) => [
      seen(`Node/${name}`, `.status.capacity[${resource}]`, capacity),
      seen(`Node/${name}`, `.status.allocatable[${resource}]`, allocatable[resource] ?? 0),
    ];
    if (short.length === 0)
      return [
        found.pass(
          subject,
          offered.flatMap(([resource, capacity]) => evidenceOf(resource, capacity)),
        ),
      ];
    return short.map(([resource, capacity]) =>
      found.fail(subject, 'unhealthy', {
        about: resource,
        params: { node: name, resource, capacity, unhealthy: capacity - (allocatable[resource] ?? 0) },
        evidence: evidenceOf(resource, capacity),
      }),
    );
  }),
);
