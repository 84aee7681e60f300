import { isDeepStrictEqual } from 'node:util';
import { isRecord, listAt, recordAt, textAt } from '../jsonAccess.ts';
import type { KubeObject } from '../objectStore.ts';
import type { FieldCause } from '../status.ts';

const GROUP = 'rbac.authorization.k8s.io';

export const isRole = ({ apiVersion }: KubeObject): boolean => apiVersion === `${GROUP}/v1`;

/** A role or binding with what a client may leave out: the API group of its role, and of the people among its subjects. */
export function withRoleDefaults(object: KubeObject): KubeObject {
  if (!object.kind.endsWith('Binding')) return object;
  const subjects = listAt(object, 'subjects').map((subject) =>
    isRecord(subject) && textAt(subject, 'kind') !== 'ServiceAccount'
      ? { apiGroup: GROUP, ...subject }
      : subject,
  );
  return { ...object, subjects, roleRef: { apiGroup: GROUP, ...recordAt(object, 'roleRef') } };
}

/** What makes a role or binding invalid, after Kubernetes' pkg/apis/rbac/validation. @param before on an update */
export function roleFaults(object: KubeObject, before?: KubeObject): FieldCause[] {
  if (!object.kind.endsWith('Binding'))
    return listAt(object, 'rules').flatMap((rule, index) => ruleFaults(rule, `rules[${String(index)}]`));
  const faults = [
    ...roleRefFaults(object),
    ...listAt(object, 'subjects').flatMap((subject, index) =>
      textAt(subject, 'name') === '' ? [required(`subjects[${String(index)}].name`)] : [],
    ),
  ];
  const roleRef = recordAt(object, 'roleRef');
  if (before !== undefined && !isDeepStrictEqual(recordAt(before, 'roleRef'), roleRef)) {
    const message = `Invalid value: ${JSON.stringify(roleRef)}: cannot change roleRef`;
    faults.push({ field: 'roleRef', reason: 'FieldValueInvalid', message });
  }
  return faults;
}

/** What is wrong with a role's name, which may be any segment of a path, such as `system:discovery`; empty for nothing. */
export function roleNameFault(name: string): string {
  if (name === '.' || name === '..') return `may not be '${name}'`;
  const [refused] = /[/%]/.exec(name) ?? [];
  return refused === undefined ? '' : `may not contain '${refused}'`;
}

function ruleFaults(rule: unknown, path: string): FieldCause[] {
  const isOfPaths = listAt(rule, 'nonResourceURLs').length > 0;
  const isEmpty = (field: string) => listAt(rule, field).length === 0;
  return [
    ...(isEmpty('verbs') ? [required(`${path}.verbs`, 'verbs must contain at least one value')] : []),
    ...(isEmpty('apiGroups') && !isOfPaths
      ? [required(`${path}.apiGroups`, 'resource rules must supply at least one api group')]
      : []),
    ...(isEmpty('resources') && !isOfPaths
      ? [required(`${path}.resources`, 'resource rules must supply at least one resource')]
      : []),
  ];
}

function roleRefFaults(binding: KubeObject): FieldCause[] {
  const kinds = binding.kind === 'RoleBinding' ? ['ClusterRole', 'Role'] : ['ClusterRole'];
  const kind = textAt(binding, 'roleRef', 'kind');
  const supported = kinds.map((one) => JSON.stringify(one)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(kind)}: supported values: ${supported}`;
  return [
    ...(kinds.includes(kind)
      ? []
      : [{ field: 'roleRef.kind', reason: 'FieldValueNotSupported' as const, message }]),
    ...(textAt(binding, 'roleRef', 'name') === '' ? [required('roleRef.name')] : []),
  ];
}

function required(field: string, why = ''): FieldCause {
  const message = why === '' ? 'Required value' : `Required value: ${why}`;
  return { field, reason: 'FieldValueRequired', message };
}
