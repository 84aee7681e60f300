import { isRecord, type JsonRecord, listAt, recordAt, textAt } from '../jsonAccess.ts';
import { apiVersionOf, type ResourceType } from '../resourceTypes.ts';
import { badRequest, type FieldCause, invalid } from '../status.ts';
import type { AccessAttributes } from './attributes.ts';
import type { Decision, PolicyRule } from './authorizer.ts';
import type { AccessControl } from './requester.ts';
import type { User } from './user.ts';

/** One review that is asked for, of authorization.k8s.io or authentication.k8s.io. */
interface ReviewRequest {
  readonly type: ResourceType;
  /** Of the path, for a LocalSubjectAccessReview. */
  readonly namespace: string | undefined;
  /** Who asks. */
  readonly user: User;
  readonly body: unknown;
}

/** The review with its status; nothing of it is stored. @throws ApiError 400 or 422 */
export function reviewed(access: AccessControl, { type, namespace, user, body }: ReviewRequest): JsonRecord {
  if (!isRecord(body)) throw badRequest(`the body is not a ${type.kind}`);
  const { metadata = {}, spec = {} } = body;
  const review = { kind: type.kind, apiVersion: apiVersionOf(type), metadata, spec };
  switch (type.kind) {
    case 'SelfSubjectAccessReview':
      refuse(type, attributeFaults(spec));
      return { ...review, status: statusOf(access.authorizer.decide(user, attributesOf(spec))) };
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      refuse(type, [
        ...attributeFaults(spec),
        ...subjectFaults(spec),
        ...(type.namespaced ? namespaceFaults(spec, namespace ?? '') : []),
      ]);
      return { ...review, status: statusOf(access.authorizer.decide(subjectOf(spec), attributesOf(spec))) };
    case 'SelfSubjectRulesReview':
      return { ...review, spec: {}, status: rulesStatus(access, user, textAt(spec, 'namespace')) };
    case 'TokenReview':
      return { ...review, status: tokenStatus(access, spec) };
    default:
      return { ...review, status: { userInfo: userInfo(user) } };
  }
}

const statusOf = ({ allowed, reason }: Decision): JsonRecord => ({
  allowed,
  ...(reason !== '' && { reason }),
});

function subjectOf(spec: unknown): User {
  return { name: textAt(spec, 'user'), groups: listAt(spec, 'groups').map(String) };
}

function attributesOf(spec: unknown): AccessAttributes {
  const path = recordAt(spec, 'nonResourceAttributes');
  if (!isRecord(recordAt(spec)['resourceAttributes']))
    return { verb: textAt(path, 'verb'), path: textAt(path, 'path') };
  const at = (field: string): string => textAt(spec, 'resourceAttributes', field);
  return {
    verb: at('verb'),
    group: at('group'),
    resource: at('resource'),
    subresource: at('subresource'),
    namespace: at('namespace'),
    name: at('name'),
  };
}

function rulesStatus({ authorizer }: AccessControl, user: User, namespace: string): JsonRecord {
  if (namespace === '') throw badRequest('no namespace on request');
  const { rules, fault } = authorizer.rulesFor(user, namespace);
  const without = (rule: PolicyRule, field: 'resourceNames'): JsonRecord =>
    rule[field].length > 0 ? { [field]: rule[field] } : {};
  return {
    resourceRules: rules
      .filter(({ resources }) => resources.length > 0)
      .map((rule) => ({
        verbs: rule.verbs,
        apiGroups: rule.apiGroups,
        resources: rule.resources,
        ...without(rule, 'resourceNames'),
      })),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
    ...(fault !== '' && { evaluationError: fault }),
  };
}

function tokenStatus({ tokens }: AccessControl, spec: unknown): JsonRecord {
  const token = textAt(spec, 'token');
  if (token === '') throw badRequest('token is required for TokenReview in authentication');
  const found = tokens.authenticate(token, listAt(spec, 'audiences').map(String));
  if (found === undefined) return { user: {}, error: 'invalid bearer token' };
  return { authenticated: true, user: userInfo(found.user), audiences: found.audiences };
}

/** UserInfo of authentication.k8s.io. */
function userInfo({ name, uid, groups, extra }: User): JsonRecord {
  const hasExtra = extra !== undefined && Object.keys(extra).length > 0;
  return { username: name, ...(uid !== undefined && { uid }), groups, ...(hasExtra && { extra }) };
}

function refuse(type: ResourceType, causes: readonly FieldCause[]): void {
  // The API server names no kind here.
  if (causes.length > 0) throw invalid({ group: type.group, kind: '' }, '', causes);
}

const fault = (field: string, value: string, why: string): FieldCause => ({
  field: `spec.${field}`,
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${value}: ${why}`,
});

function attributeFaults(spec: unknown): FieldCause[] {
  const { resourceAttributes, nonResourceAttributes } = recordAt(spec);
  if (isRecord(resourceAttributes) && isRecord(nonResourceAttributes)) {
    const value = JSON.stringify(nonResourceAttributes);
    const why = 'cannot be specified in combination with resourceAttributes';
    return [fault('nonResourceAttributes', value, why)];
  }
  if (isRecord(resourceAttributes) || isRecord(nonResourceAttributes)) return [];
  const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
  return [fault('resourceAttributes', 'null', why)];
}

function subjectFaults(spec: unknown): FieldCause[] {
  if (textAt(spec, 'user') !== '' || listAt(spec, 'groups').length > 0) return [];
  return [fault('user', '""', 'at least one of user or group must be specified')];
}

function namespaceFaults(spec: unknown, namespace: string): FieldCause[] {
  if (isRecord(recordAt(spec)['nonResourceAttributes']))
    return [fault('nonResourceAttributes', '{}', 'disallowed on this kind of request')];
  const asked = textAt(spec, 'resourceAttributes', 'namespace');
  if (asked === namespace) return [];
  return [fault('resourceAttributes.namespace', JSON.stringify(asked), 'must match metadata.namespace')];
}
