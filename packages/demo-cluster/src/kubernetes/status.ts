import type { JsonRecord } from './jsonAccess.ts';

/** One field that made an object invalid, in the words that field.Error of apimachinery prints. */
export interface FieldCause {
  field: string;
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueForbidden'
    | 'FieldValueDuplicate'
    | 'FieldValueNotSupported';
  /** Without the field name, e.g. `Required value`. */
  message: string;
}

/** A refusal that reaches the client as a Kubernetes Status of this code. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: JsonRecord;

  constructor(code: number, reason: string, message: string, details: JsonRecord = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The Status object that says so. */
  toStatus(): JsonRecord {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

/** The names by which an error speaks of a resource. */
export interface NamedResource {
  group: string;
  plural: string;
  kind: string;
}

/** `pods`, or `deployments.apps`: how the API server's messages name a resource. */
export function qualified(name: string, group: string): string {
  return group ? `${name}.${group}` : name;
}

export function notFound(type: Pick<NamedResource, 'group' | 'plural'>, name: string): ApiError {
  const message = `${qualified(type.plural, type.group)} "${name}" not found`;
  return new ApiError(404, 'NotFound', message, detailsOf(type, name));
}

export function alreadyExists(type: NamedResource, name: string): ApiError {
  const message = `${qualified(type.plural, type.group)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', message, detailsOf(type, name));
}

export function conflict(type: NamedResource, name: string, why?: string): ApiError {
  const modified =
    'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${qualified(type.plural, type.group)} "${name}": ${why ?? modified}`;
  return new ApiError(409, 'Conflict', message, detailsOf(type, name));
}

export function invalid(
  type: Pick<NamedResource, 'group' | 'kind'>,
  name: string,
  causes: readonly FieldCause[],
): ApiError {
  const texts = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  const message = `${qualified(type.kind, type.group)} "${name}" is invalid: ${list}`;
  return new ApiError(422, 'Invalid', message, {
    ...(name && { name }),
    ...(type.group && { group: type.group }),
    ...(type.kind && { kind: type.kind }),
    causes: causes.map(({ field, reason, message }) => ({ reason, message, field })),
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function serviceUnavailable(message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message);
}

/** The path names nothing that this server serves. */
export function unknownPath(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource');
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return new ApiError(415, 'UnsupportedMediaType', message);
}

export function tooLarge(limitBytes: number): ApiError {
  return new ApiError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${String(limitBytes)}`,
  );
}

/** The version asked for is older than what the server remembers. */
export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

/** The version asked for lies in the future; clients know it by the cause's reason. */
export function versionTooLarge(asked: number, current: number): ApiError {
  return new ApiError(
    504,
    'Timeout',
    `Too large resource version: ${String(asked)}, current: ${String(current)}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  );
}

function detailsOf(type: Pick<NamedResource, 'group' | 'plural'>, name: string): JsonRecord {
  return { name, ...(type.group && { group: type.group }), kind: type.plural };
}
