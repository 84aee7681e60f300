import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { load } from 'js-yaml';
import type { JsonRecord } from './jsonAccess.ts';
import { applyPatchYaml } from './patch.ts';
import { decodeProtobufBody } from './protobufBody.ts';
import { ApiError, badRequest, tooLarge, unsupportedMediaType } from './status.ts';

/** The API server's own limit on a request body. */
const bodyLimitBytes = 3 * 1024 * 1024;

/** Below this size compression costs more than it saves; the API server draws the line here too. */
const gzipFromBytes = 128 * 1024;

/** The media type of the body, without parameters; JSON when the client does not say. */
export function mediaTypeOf(request: IncomingMessage): string {
  return request.headers['content-type']?.split(';')[0]?.trim() || 'application/json';
}

/**
 * Reads a JSON, YAML or Kubernetes protobuf body; undefined when it is empty.
 * @throws ApiError 400 for text that does not parse, 413 past 3 MiB, 415 for other formats
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const mediaType = mediaTypeOf(request);
  if (mediaType === 'application/vnd.kubernetes.protobuf') return decodeProtobufBody(bytes);
  const text = bytes.toString();
  try {
    if (mediaType === 'application/yaml' || mediaType === applyPatchYaml) return load(text);
    if (mediaType === 'application/json' || mediaType.endsWith('+json')) return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${error instanceof Error ? error.message : ''}`);
  }
  throw unsupportedMediaType(['application/json', 'application/yaml']);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to read the answer.
    if (size <= bodyLimitBytes) chunks.push(chunk);
  }
  if (size > bodyLimitBytes) throw tooLarge(bodyLimitBytes);
  return Buffer.concat(chunks);
}

const compress = promisify(gzip);

/** Answers with JSON, compressed when it is large and the client takes gzip. */
export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  body: JsonRecord,
): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  const zipped =
    bytes.length >= gzipFromBytes && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const payload = zipped ? await compress(bytes, { level: 1 }) : bytes;
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Content-Length': payload.length,
    ...(zipped && { 'Content-Encoding': 'gzip' }),
  });
  response.end(payload);
}

/** Answers with the Status of a refusal; anything else that was thrown is a 500 that tells no internals. */
export async function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known =
    error instanceof ApiError ? error : new ApiError(500, 'InternalError', 'an internal error occurred');
  await sendJson(request, response, known.code, known.toStatus());
}
