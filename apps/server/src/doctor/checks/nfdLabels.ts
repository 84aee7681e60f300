import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, isOperatorThere } from '../cluster.ts';

/** NFD names a device by vendor, by class and vendor, or by more (its configuration's `deviceLabelFields`). */
const PCI_LABEL = /^feature\.node\.kubernetes\.io\/pci-(?:.*_)?10de(?:_.*)?\.present$/;

export const nfdLabels = check('nfd-labels', (facts, found) =>
  eachNode(facts, found, ({ name, labels }, cluster) => {
    if (!isOperatorThere(cluster)) return [];
    const label = Object.keys(labels).find((key) => PCI_LABEL.test(key));
    const evidence = [
      seen(
        `Node/${name}`,
        `.metadata.labels[${label ?? 'feature.node.kubernetes.io/pci-10de.present'}]`,
        label === undefined ? 'absent' : labels[label],
      ),
    ];
    return [
      label === undefined
        ? found.fail(nodeSubject(name), 'missing', { params: { node: name }, evidence })
        : found.pass(nodeSubject(name), evidence),
    ];
  }),
);
