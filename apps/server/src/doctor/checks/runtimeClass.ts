import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';

export const runtimeClass = check('runtime-class', ({ daemonSets, runtimeClasses, policies }, found) => {
  // With the NRI plugin the operator makes none, and its components need none (its state_manager.go, `pre-requisites`).
  if (isKnown(policies) && policies.value.some(({ hasNriPlugin }) => hasNriPlugin)) return [];
  if (!isKnown(daemonSets)) return [found.unknown(CLUSTER, daemonSets.unknown)];
  const naming = daemonSets.value.flatMap(({ name, namespace, component, runtimeClass }) =>
    component === undefined || runtimeClass === null ? [] : [{ name, namespace, runtimeClass }],
  );
  if (naming.length === 0) return [];
  if (!isKnown(runtimeClasses)) return [found.unknown(CLUSTER, runtimeClasses.unknown)];
  const existing = new Set(runtimeClasses.value.map(({ metadata }) => metadata.name));
  const classes = [...new Set(naming.map((one) => one.runtimeClass))];
  return classes.map((name) => {
    const user = naming.find((one) => one.runtimeClass === name);
    const evidence = [
      seen(`DaemonSet/${user?.namespace}/${user?.name}`, '.spec.template.spec.runtimeClassName', name),
      seen(`RuntimeClass/${name}`, 'exists', existing.has(name)),
    ];
    if (existing.has(name)) return found.pass(CLUSTER, evidence);
    const params = { daemonSet: user?.name ?? '', runtimeClass: name };
    return found.fail(CLUSTER, 'missing', { about: name, params, evidence });
  });
});
