import { isKnown } from '../fact.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import { isOperatorThere, nvidiaCapacity } from './cluster.ts';
import { expectedOn } from './expected.ts';
import type { Facts } from './facts.ts';
import { podsOn } from './pipeline.ts';

/**
 * Whether a node's driver is the host's own: no pod brings it, and none is to, where an operator is installed or GPUs are
 * offered. What driver containers were validated with says nothing about such a node.
 */
export function hasHostDriver(facts: Facts, node: NodeRecord): boolean {
  if (podsOn(facts, node.name, 'driver').length > 0 || expectedOn(facts, node.name).includes('driver'))
    return false;
  const { cluster } = facts;
  return nvidiaCapacity(node).length > 0 || (isKnown(cluster) && isOperatorThere(cluster.value));
}
