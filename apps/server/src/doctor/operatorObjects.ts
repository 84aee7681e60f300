import type { ComputeDomain, OperatorPolicy } from '@gpu-console/shared/contract';
import { isKnown } from '../fact.ts';
import type { ComputeDomainObject } from '../kubernetes/inventoryObjects.ts';
import { configurationsOf } from './configuration.ts';
import type { Facts } from './facts.ts';

/** What the operator was told, and its drivers, for the Operator page; null where the former cannot be read. The drivers' are left out where they alone cannot. */
export function policiesOf(facts: Facts): OperatorPolicy[] | null {
  const configurations = configurationsOf(facts);
  if (!isKnown(configurations)) return null;
  const { policies, drivers } = facts;
  const versions = new Map(
    (isKnown(policies) ? policies.value : []).map((one) => [one.name, one.driverVersion]),
  );
  return [
    ...configurations.value.map(
      ({ kind, name, state, conditions }): OperatorPolicy => ({
        kind,
        name,
        state,
        driverVersion: kind === 'ClusterPolicy' ? (versions.get(name) ?? null) : null,
        conditions: [...conditions],
      }),
    ),
    ...(isKnown(drivers) ? drivers.value : []).map(
      ({ name, state, conditions, version }): OperatorPolicy => ({
        kind: 'NVIDIADriver',
        name,
        state,
        driverVersion: version,
        conditions: [...conditions],
      }),
    ),
  ];
}

/** What the Operator page shows of a ComputeDomain. */
export function computeDomainView({ metadata, spec, status }: ComputeDomainObject): ComputeDomain {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    numNodes: spec.numNodes ?? null,
    status: status?.status ?? null,
    nodes: (status?.nodes ?? []).map(({ name, status: own }) => ({ name, status: own ?? null })),
  };
}
