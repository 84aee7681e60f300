import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';

export const UPGRADE_STATE = 'nvidia.com/gpu-driver-upgrade-state';

/** States of NVIDIA/k8s-operator-libs, pkg/upgrade/consts.go. */
export const driverUpgrade = check('driver-upgrade', (facts, found) =>
  eachNode(facts, found, ({ name, labels }) => {
    const state = labels[UPGRADE_STATE];
    if (state === undefined || state === '') return [];
    const subject = nodeSubject(name);
    const evidence = [seen(`Node/${name}`, `.metadata.labels[${UPGRADE_STATE}]`, state)];
    const params = { node: name, state };
    if (state === 'upgrade-done') return [found.pass(subject, evidence)];
    return [
      state === 'upgrade-failed'
        ? found.fail(subject, 'failed', { params, evidence })
        : found.warn(subject, 'in-progress', { params, evidence }),
    ];
  }),
);
