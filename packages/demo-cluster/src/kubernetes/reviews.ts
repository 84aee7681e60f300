import { isRecord, type JsonRecord } from './jsonAccess.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';
import { badRequest } from './status.ts';

/** Answers a self-subject review: everybody may do everything in a simulated cluster. @throws ApiError 400 */
export function reviewed(body: unknown, type: ResourceType): JsonRecord {
  if (!isRecord(body)) throw badRequest(`the body is not a ${type.kind}`);
  const everything = {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
  const status = type.kind === 'SelfSubjectRulesReview' ? everything : { allowed: true };
  return { ...body, kind: type.kind, apiVersion: apiVersionOf(type), status };
}
