import { listAt, textAt } from '../jsonAccess.ts';
import type { KubeObject, ObjectStore } from '../objectStore.ts';
import type { AccessAttributes } from './attributes.ts';
import { MASTERS, serviceAccountOf, type User } from './user.ts';

/** One PolicyRule of a role. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** Whether a request may go on; the reason is empty where there is nothing to say. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

type Grant =
  /** `source` names binding, role and subject. */
  | { readonly source: string; readonly rules: readonly PolicyRule[] }
  /** A binding's role that does not exist. */
  | { readonly fault: string };

/** Judges requests by the roles and bindings of a store, as they are at that moment (RBAC). */
export class Authorizer {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  decide(user: User, attributes: AccessAttributes): Decision {
    if (user.groups.includes(MASTERS)) return { allowed: true, reason: '' };
    const faults: string[] = [];
    for (const grant of this.#grants(user, 'path' in attributes ? '' : attributes.namespace)) {
      if ('fault' in grant) faults.push(grant.fault);
      else if (grant.rules.some((rule) => allows(rule, attributes)))
        return { allowed: true, reason: `RBAC: allowed by ${grant.source}` };
    }
    return { allowed: false, reason: faults.length > 0 ? `RBAC: ${aggregated(faults)}` : '' };
  }

  /** Every rule that holds for a user in a namespace; `fault` says what could not be resolved. */
  rulesFor(user: User, namespace: string): { rules: PolicyRule[]; fault: string } {
    const grants = [...this.#grants(user, namespace)];
    const faults = grants.flatMap((grant) => ('fault' in grant ? [grant.fault] : []));
    return {
      rules: grants.flatMap((grant) => ('fault' in grant ? [] : grant.rules)),
      fault: faults.length > 0 ? aggregated(faults) : '',
    };
  }

  /** What the bindings of the cluster, and of a namespace if one is named, give a user. */
  *#grants(user: User, namespace: string): Generator<Grant> {
    for (const binding of this.#store.list('ClusterRoleBinding')) yield* this.#grant(user, binding, '');
    if (namespace === '') return;
    for (const binding of this.#store.list('RoleBinding', namespace))
      yield* this.#grant(user, binding, namespace);
  }

  *#grant(user: User, binding: KubeObject, namespace: string): Generator<Grant> {
    const subject = listAt(binding, 'subjects').find((one) => appliesTo(user, one, namespace));
    if (subject === undefined) return;
    const kind = textAt(binding, 'roleRef', 'kind');
    const name = textAt(binding, 'roleRef', 'name');
    const role = this.#store.get(kind, kind === 'Role' ? namespace : undefined, name);
    if (role === undefined || !['Role', 'ClusterRole'].includes(kind)) {
      yield { fault: `${kind.toLowerCase()}.rbac.authorization.k8s.io ${JSON.stringify(name)} not found` };
      return;
    }
    const from = namespace === '' ? binding.metadata.name : `${binding.metadata.name}/${namespace}`;
    const to = `${textAt(subject, 'kind')} ${JSON.stringify(subjectName(subject, namespace))}`;
    const source = `${binding.kind} ${JSON.stringify(from)} of ${kind} ${JSON.stringify(name)} to ${to}`;
    yield { source, rules: rulesOf(role) };
  }
}

/** @param namespace of the binding, in which a ServiceAccount lies that names none */
function appliesTo(user: User, subject: unknown, namespace: string): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return user.name === name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const account = serviceAccountOf(user.name);
      return account?.name === name && account.namespace === (textAt(subject, 'namespace') || namespace);
    }
    default:
      return false;
  }
}

function subjectName(subject: unknown, namespace: string): string {
  const name = textAt(subject, 'name');
  if (textAt(subject, 'kind') !== 'ServiceAccount') return name;
  return `${name}/${textAt(subject, 'namespace') || namespace}`;
}

/** The rules of a Role or ClusterRole. */
function rulesOf(role: unknown): PolicyRule[] {
  return listAt(role, 'rules').map((rule) => ({
    verbs: textsAt(rule, 'verbs'),
    apiGroups: textsAt(rule, 'apiGroups'),
    resources: textsAt(rule, 'resources'),
    resourceNames: textsAt(rule, 'resourceNames'),
    nonResourceURLs: textsAt(rule, 'nonResourceURLs'),
  }));
}

function textsAt(value: unknown, field: string): string[] {
  return listAt(value, field).filter((item) => typeof item === 'string');
}

/** After RuleAllows of Kubernetes' plugin/pkg/auth/authorizer/rbac. */
function allows(rule: PolicyRule, attributes: AccessAttributes): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false;
  if ('path' in attributes) return rule.nonResourceURLs.some((url) => matchesPath(url, attributes.path));
  const { group, resource, subresource, name } = attributes;
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  const everySuch = subresource === '' ? [] : [`*/${subresource}`];
  return (
    hasOrAll(rule.apiGroups, group) &&
    [combined, ...everySuch].some((one) => hasOrAll(rule.resources, one)) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(name))
  );
}

const hasOrAll = (values: readonly string[], wanted: string): boolean =>
  values.includes('*') || values.includes(wanted);

/** `*` at the end of a rule's path stands for anything. */
function matchesPath(rulePath: string, path: string): boolean {
  return rulePath.endsWith('*') ? path.startsWith(rulePath.replace(/\*+$/, '')) : rulePath === path;
}

/** Several errors as apimachinery's Aggregate prints them. */
function aggregated(faults: readonly string[]): string {
  const distinct = [...new Set(faults)];
  return distinct.length === 1 ? distinct.join() : `[${distinct.join(', ')}]`;
}
