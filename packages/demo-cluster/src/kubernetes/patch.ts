import { applyPatch, type Operation } from 'rfc6902';
import { isRecord, type JsonRecord } from './jsonAccess.ts';
import type { ResourceType } from './resourceTypes.ts';
import { ApiError, badRequest, unsupportedMediaType } from './status.ts';
import { applyStrategicMerge } from './strategicMerge.ts';

export const jsonPatch = 'application/json-patch+json';
export const mergePatch = 'application/merge-patch+json';
export const strategicMergePatch = 'application/strategic-merge-patch+json';
export const applyPatchYaml = 'application/apply-patch+yaml';

/**
 * Applies a patch of the given media type and returns the changed copy.
 * Server-side apply is a merge here: what a manager no longer mentions stays, since nobody keeps its fields.
 * @param isBuiltIn strategic merge and merging lists need Kubernetes' own types; custom resources have neither
 * @throws ApiError 400, 415, or 422 for a JSON patch that does not fit the object
 */
export function patched(
  target: JsonRecord,
  patch: unknown,
  mediaType: string,
  type: Pick<ResourceType, 'group' | 'kind'>,
  isBuiltIn: boolean,
): JsonRecord {
  if (mediaType === jsonPatch) return withJsonPatch(target, patch, type);
  if (!isRecord(patch)) throw badRequest('the patch is not an object');
  const strategic = mediaType === strategicMergePatch;
  if (strategic && !isBuiltIn) throw unsupportedMediaType([jsonPatch, mergePatch, applyPatchYaml]);
  if (strategic || (mediaType === applyPatchYaml && isBuiltIn)) return applyStrategicMerge(target, patch);
  if (mediaType === mergePatch || mediaType === applyPatchYaml) return withMergePatch(target, patch);
  throw unsupportedMediaType([jsonPatch, mergePatch, strategicMergePatch, applyPatchYaml]);
}

/** RFC 7386. */
function withMergePatch(target: JsonRecord, patch: JsonRecord): JsonRecord {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const current = result[key];
    if (value === null) delete result[key];
    else if (isRecord(value)) result[key] = withMergePatch(isRecord(current) ? current : {}, value);
    else result[key] = value;
  }
  return result;
}

function withJsonPatch(
  target: JsonRecord,
  patch: unknown,
  type: Pick<ResourceType, 'group' | 'kind'>,
): JsonRecord {
  if (!Array.isArray(patch) || !patch.every(isOperation)) throw badRequest('the patch is not a JSON patch');
  const result = structuredClone(target);
  const failure = applyPatch(result, patch).find((error) => error !== null);
  if (failure) {
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${failure.message}`,
      {
        kind: type.kind,
        ...(type.group && { group: type.group }),
      },
    );
  }
  return result;
}

function isOperation(value: unknown): value is Operation {
  if (!isRecord(value) || typeof value['path'] !== 'string') return false;
  switch (value['op']) {
    case 'add':
    case 'replace':
    case 'test':
      return 'value' in value;
    case 'move':
    case 'copy':
      return typeof value['from'] === 'string';
    default:
      return value['op'] === 'remove';
  }
}
