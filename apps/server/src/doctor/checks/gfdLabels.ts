import { isKnown } from '../../fact.ts';
import { nodeBoards } from '../../fleet/boards.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { componentsOf, eachNode, nvidiaCapacity } from '../cluster.ts';
import { isReadyOn, podsOn } from '../pipeline.ts';

const PRODUCT = 'nvidia.com/gpu.product';

export const gfdLabels = check('gfd-labels', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const { name, labels, capacity } = node;
    const subject = nodeSubject(name);
    if (!nvidiaCapacity(node).some(([, amount]) => amount > 0)) return [];
    if (componentsOf(cluster, 'feature-discovery').length === 0) return [];
    const evidence = [seen(`Node/${name}`, `.metadata.labels[${PRODUCT}]`, labels[PRODUCT] ?? 'absent')];
    if (labels[PRODUCT] === undefined) {
      // Its own check tells of one that does not run here.
      if (!isReadyOn(facts, name, 'feature-discovery')) return [];
      return [found.fail(subject, 'missing', { params: { node: name }, evidence })];
    }
    const isMig =
      Object.keys(capacity).some((resource) => resource.includes('/mig-')) ||
      /MIG-/.test(labels[PRODUCT] ?? '');
    const count = Number(labels['nvidia.com/gpu.count']);
    const replicas = Math.max(1, Number(labels['nvidia.com/gpu.replicas'] ?? 1) || 1);
    const offered = (capacity['nvidia.com/gpu'] ?? 0) + (capacity['nvidia.com/gpu.shared'] ?? 0);
    // Another device plugin (HAMi, Volcano) offers as many as it likes, and writes no labels about it.
    const isNvidias = podsOn(facts, name, 'device-plugin').length > 0;
    if (isMig || !isNvidias || !Number.isInteger(count) || count === 0)
      return [found.pass(subject, evidence)];
    const counted = [
      ...evidence,
      seen(`Node/${name}`, 'gpu.count × gpu.replicas', `${count} × ${replicas}`),
      seen(`Node/${name}`, '.status.capacity', offered),
    ];
    // The label counts the boards of one model; of several models, the node has as many as all evidence says.
    const boards = nodeBoards(node, isKnown(facts.fleet) ? facts.fleet.value : undefined);
    if ([count, boards.count].some((one) => one * replicas === offered))
      return [found.pass(subject, counted)];
    const params = { node: name, labelled: count * replicas, capacity: offered };
    return [found.warn(subject, 'differs', { params, evidence: counted })];
  }),
);
