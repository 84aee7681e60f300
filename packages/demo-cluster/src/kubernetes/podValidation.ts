import { isDeepStrictEqual } from 'node:util';
import { parseQuantity } from '@gpu-console/shared/kubernetes';
import { isRecord, type JsonRecord, listAt, recordAt, textAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import type { FieldCause } from './status.ts';

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What is wrong with a new pod's spec, as far as clients commonly get it wrong. */
export function podFaults(pod: KubeObject): FieldCause[] {
  const faults: FieldCause[] = [];
  if (listAt(pod, 'spec', 'containers').length === 0) faults.push(required('spec.containers'));
  const names = new Set<string>();
  for (const list of ['initContainers', 'containers']) {
    for (const [index, container] of listAt(pod, 'spec', list).entries()) {
      const field = `spec.${list}[${String(index)}]`;
      faults.push(...containerFaults(container, field));
      const name = textAt(container, 'name');
      if (name && names.has(name)) {
        faults.push({
          field: `${field}.name`,
          reason: 'FieldValueDuplicate',
          message: `Duplicate value: "${name}"`,
        });
      }
      names.add(name);
    }
  }
  return faults;
}

function containerFaults(container: unknown, field: string): FieldCause[] {
  const faults: FieldCause[] = [];
  const name = textAt(container, 'name');
  if (!name) faults.push(required(`${field}.name`));
  else if (!dnsLabel.test(name) || name.length > 63) {
    faults.push({
      field: `${field}.name`,
      reason: 'FieldValueInvalid',
      message: `Invalid value: "${name}": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
    });
  }
  if (!textAt(container, 'image')) faults.push(required(`${field}.image`));
  return [...faults, ...extendedResourceFaults(recordAt(container, 'resources'), `${field}.resources`)];
}

/** Extended resources such as `nvidia.com/gpu` cannot be overcommitted: whole numbers, limit equal to request. */
function extendedResourceFaults(resources: JsonRecord, field: string): FieldCause[] {
  const limits = recordAt(resources, 'limits');
  const requests = recordAt(resources, 'requests');
  const names = new Set([...Object.keys(limits), ...Object.keys(requests)]);
  return [...names]
    .filter((name) => name.includes('/') && !name.includes('kubernetes.io/'))
    .flatMap((name): FieldCause[] => {
      const [limit, request] = [textAt(limits, name), textAt(requests, name)];
      if (!limit) {
        const message = 'Required value: Limit must be set for non overcommitable resources';
        return [{ field: `${field}.limits`, reason: 'FieldValueRequired', message }];
      }
      const amount = parseQuantity(limit);
      if (amount !== parseQuantity(request)) {
        const message = `Invalid value: "${request}": must be equal to ${name} limit`;
        return [{ field: `${field}.requests`, reason: 'FieldValueInvalid', message }];
      }
      const isNegative = amount !== undefined && amount < 0;
      if (Number.isInteger(amount) && !isNegative) return [];
      const rule = isNegative ? 'must be greater than or equal to 0' : 'must be an integer';
      const message = `Invalid value: "${limit}": ${rule}`;
      return [{ field: `${field}.limits[${name}]`, reason: 'FieldValueInvalid', message }];
    });
}

/** The few fields of a pod's spec that may change after it was created. */
export function podUpdateFaults(current: KubeObject, next: KubeObject): FieldCause[] {
  if (isDeepStrictEqual(fixedPart(current.spec), fixedPart(next.spec))) return [];
  const message =
    'Forbidden: pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing tolerations)';
  return [{ field: 'spec', reason: 'FieldValueForbidden', message }];
}

function fixedPart(spec: unknown): JsonRecord {
  const { activeDeadlineSeconds, tolerations, schedulingGates, ...fixed } = recordAt(spec);
  const withoutImages = (list: unknown): unknown =>
    Array.isArray(list)
      ? list.map((container) => (isRecord(container) ? { ...container, image: '' } : container))
      : list;
  return {
    ...fixed,
    containers: withoutImages(fixed['containers']),
    initContainers: withoutImages(fixed['initContainers']),
  };
}

function required(field: string): FieldCause {
  return { field, reason: 'FieldValueRequired', message: 'Required value' };
}
