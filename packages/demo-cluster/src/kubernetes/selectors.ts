import { type LabelRequirement, meetsRequirement } from '@gpu-console/shared/kubernetes';
import { textAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { badRequest } from './status.ts';

/** Tells whether an object belongs to a selection. */
export type Selector = (object: KubeObject) => boolean;

/**
 * Parses a label selector: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 * @throws ApiError 400 for text that is no selector
 */
export function parseLabelSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map(parseRequirement);
  return ({ metadata }) =>
    requirements.every((requirement) => meetsRequirement(requirement, metadata.labels ?? {}));
}

function parseRequirement(text: string): LabelRequirement {
  const set = /^([^\s=!,()]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return { key, operator: operator === 'in' ? 'In' : 'NotIn', values };
  }
  const equality = /^([^\s=!,()]+)\s*(==|=|!=)\s*([^\s=!,()]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return { key, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] };
  }
  const existence = /^(!?)\s*([^\s=!,()]+)$/.exec(text);
  if (existence) {
    const [, negated, key = ''] = existence;
    return { key, operator: negated === '!' ? 'DoesNotExist' : 'Exists', values: [] };
  }
  throw badRequest(`unable to parse requirement: found '${text}', expected a label requirement`);
}

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^()]*\))/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The field labels of each kind, as the API server's field label conversions list them; the rest know name and namespace. */
const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
  Job: ['status.successful'],
  ReplicaSet: ['status.replicas'],
  ResourceSlice: ['spec.nodeName', 'spec.driver'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

/**
 * Parses a field selector for objects of a kind: `status.phase!=Failed,spec.nodeName=a`.
 * @throws ApiError 400 for a field that Kubernetes does not select by
 */
export function parseFieldSelector(text: string, kind: string): Selector {
  const supported = ['metadata.name', 'metadata.namespace', ...(fieldsOfKind[kind] ?? [])];
  const tests = text
    .split(/(?<!\\),/)
    .filter(Boolean)
    .map((term): Selector => {
      const match = /^([^=!]+)(==|=|!=)(.*)$/s.exec(term);
      if (!match) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const [, field = '', operator, escaped = ''] = match;
      if (!supported.includes(field)) throw badRequest(`field label not supported: ${field}`);
      const value = escaped.replace(/\\([\\,=])/g, '$1');
      return (object) => (fieldOf(object, field) === value) === (operator !== '!=');
    });
  return (object) => tests.every((test) => test(object));
}

/** The one name that a field selector leaves, undefined where it leaves several. */
export function requiredName(text: string): string | undefined {
  const [, name] = /(?:^|,)metadata\.name==?([^,=\\]+)(?:,|$)/.exec(text) ?? [];
  return name;
}

function fieldOf(object: KubeObject, field: string): string {
  switch (field) {
    case 'spec.unschedulable':
    case 'spec.hostNetwork':
      return textAt(object, ...field.split('.')) || 'false';
    case 'source':
      return textAt(object, 'source', 'component') || textAt(object, 'reportingComponent');
    case 'status.successful':
      return textAt(object, 'status', 'succeeded') || '0';
    default:
      return textAt(object, ...field.split('.'));
  }
}
