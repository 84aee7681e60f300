import { ApiError, qualified } from '../status.ts';
import type { AccessAttributes } from './attributes.ts';

/** The token is unknown, or missing where one is needed. */
export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

/**
 * A user may not do what they ask for.
 * @param reason what the authorizer has to say about it, empty for nothing
 */
export function forbidden(userName: string, attributes: AccessAttributes, reason: string): ApiError {
  const who = `User ${JSON.stringify(userName)} cannot ${attributes.verb}`;
  const why = reason === '' ? '' : `: ${reason}`;
  if ('path' in attributes) {
    const message = `forbidden: ${withoutMarkup(`${who} path ${JSON.stringify(attributes.path)}`)}${why}`;
    return new ApiError(403, 'Forbidden', message);
  }
  const { group, resource, subresource, namespace, name } = attributes;
  const what = JSON.stringify(subresource === '' ? resource : `${resource}/${subresource}`);
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  const refusal = withoutMarkup(`${who} resource ${what} in API group ${JSON.stringify(group)} ${where}`);
  const subject = `${qualified(resource, group)}${name === '' ? '' : ` ${JSON.stringify(name)}`}`;
  const details = { ...(name !== '' && { name }), ...(group !== '' && { group }), kind: resource };
  return new ApiError(403, 'Forbidden', `${subject} is forbidden: ${refusal}${why}`, details);
}

/** The API server lets nothing into a refusal that looks like HTML. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
