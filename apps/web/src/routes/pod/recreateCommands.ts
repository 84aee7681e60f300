import type { Pod } from '@gpu-console/shared/contract';

/** The commands that have a pod created anew: its controller does it, or its own manifest. */
export function recreateCommands({
  namespace,
  name,
  owner,
}: Pick<Pod, 'namespace' | 'name' | 'owner'>): readonly string[] {
  const remove = `kubectl -n ${namespace} delete pod ${name}`;
  if (owner !== null) return [remove];
  const file = `${name}.yaml`;
  return [`kubectl -n ${namespace} get pod ${name} -o yaml > ${file}`, remove, `kubectl apply -f ${file}`];
}
