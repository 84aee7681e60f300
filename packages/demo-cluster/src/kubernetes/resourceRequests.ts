import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ResourceAttributes } from './access/attributes.ts';
import { requireAccess } from './access/requester.ts';
import { reviewed } from './access/reviews.ts';
import type { User } from './access/user.ts';
import { deleteObject, parseDeleteOptions } from './deletion.ts';
import { mediaTypeOf, readBody, sendJson } from './httpExchange.ts';
import { isRecord, type JsonRecord, textAt } from './jsonAccess.ts';
import { isWatch, listPage, parseSelection } from './listing.ts';
import {
  bindPod,
  createObject,
  existing,
  patchObject,
  replaceObject,
  type WriteTarget,
} from './objectWrites.ts';
import { applyPatchYaml } from './patch.ts';
import { servePodLog } from './podLogs.ts';
import { negotiate, Presenter } from './representation.ts';
import { parseResourcePath } from './resourcePath.ts';
import type { ResourceType } from './resourceTypes.ts';
import type { ServerContext } from './serverContext.ts';
import { proxiedService, serveServiceProxy } from './serviceProxy.ts';
import { methodNotAllowed, unknownPath } from './status.ts';
import { serveWatch } from './watch.ts';

/** One HTTP request for resources, with its query parsed. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  /** Whose request it is; they may do what its path and method say. */
  user: User;
}

/**
 * Answers a request whose path names a resource: `/api/v1/…` or `/apis/GROUP/VERSION/…`.
 * @throws ApiError whatever the API server would refuse
 */
export async function handleResourceRequest(
  context: ServerContext,
  path: string,
  exchange: Exchange,
): Promise<void> {
  const proxied = proxiedService(path);
  if (proxied) return serveServiceProxy(context, proxied, exchange.request, exchange.response);
  const target = targetOf(context, path, exchange.query);
  if (target.subresource !== undefined && target.subresource !== 'status') {
    return handlePodSubresource(context, target, exchange);
  }
  if (target.type.reviewOnly) {
    if (exchange.request.method !== 'POST') throw methodNotAllowed();
    const { type, namespace } = target;
    const { user, request } = exchange;
    const review = reviewed(context.access, { type, namespace, user, body: await readBody(request) });
    return sendJson(exchange.request, exchange.response, 201, review);
  }
  return target.name === undefined
    ? handleCollection(context, target, exchange)
    : handleObject(context, target, exchange);
}

function targetOf(context: ServerContext, path: string, query: URLSearchParams): WriteTarget {
  const parsed = parseResourcePath(path);
  if (!parsed) throw unknownPath();
  const { group, version, plural, namespace, name, subresource, rest } = parsed;
  const type = context.registry.find(group, version, plural);
  if (!type || rest.length > 0) throw unknownPath();
  if (subresource !== undefined && !type.subresources.includes(subresource)) throw unknownPath();
  if (type.namespaced ? name !== undefined && namespace === undefined : namespace !== undefined) {
    throw unknownPath();
  }
  return { type, namespace, name, subresource, dryRun: query.get('dryRun') === 'All' };
}

async function handleCollection(
  context: ServerContext,
  target: WriteTarget,
  { request, response, query }: Exchange,
): Promise<void> {
  const { type, namespace } = target;
  const presenter = presenterFor(context, type, request, query);
  switch (request.method) {
    case 'GET': {
      const selection = parseSelection(type, namespace, query);
      if (isWatch(query)) return serveWatch(context, selection, presenter, query, response);
      const { objects, metadata } = listPage(context.store, selection, query);
      return sendJson(request, response, 200, presenter.many(objects, metadata));
    }
    case 'POST': {
      if (type.namespaced && namespace === undefined) throw methodNotAllowed();
      const created = createObject(context, target, await readBody(request));
      return sendJson(request, response, 201, presenter.one(created));
    }
    case 'DELETE': {
      const options = parseDeleteOptions(await readBody(request), query);
      const { objects, metadata } = listPage(context.store, parseSelection(type, namespace, query), query);
      if (!target.dryRun) for (const object of objects) deleteObject(context, object, options);
      return sendJson(request, response, 200, presenter.many(objects, metadata));
    }
    default:
      throw methodNotAllowed();
  }
}

async function handleObject(
  context: ServerContext,
  target: WriteTarget,
  { request, response, query, user }: Exchange,
): Promise<void> {
  const presenter = presenterFor(context, target.type, request, query);
  switch (request.method) {
    case 'GET':
      return sendJson(request, response, 200, presenter.one(existing(context, target)));
    case 'PUT':
      return sendJson(
        request,
        response,
        200,
        presenter.one(replaceObject(context, target, await readBody(request))),
      );
    case 'PATCH': {
      const patch = await readBody(request);
      // An apply of what is not there creates it, which is a right of its own.
      if (mediaTypeOf(request) === applyPatchYaml && !exists(context, target))
        requireAccess(context.access, user, toCreate(target));
      const { object, created } = patchObject(context, target, patch, mediaTypeOf(request));
      return sendJson(request, response, created ? 201 : 200, presenter.one(object));
    }
    case 'DELETE':
      if (target.subresource) throw methodNotAllowed();
      return sendJson(request, response, 200, deleted(context, target, await readBody(request), query));
    default:
      throw methodNotAllowed();
  }
}

function exists({ store }: ServerContext, { type, namespace, name = '' }: WriteTarget): boolean {
  return store.get(type.kind, namespace, name) !== undefined;
}

function toCreate({ type, namespace = '', name = '' }: WriteTarget): ResourceAttributes {
  return { verb: 'create', group: type.group, resource: type.plural, subresource: '', namespace, name };
}

/** A pod, or anything that only begins to go, is answered with the object; what is gone with a Status. */
function deleted(
  context: ServerContext,
  target: WriteTarget,
  body: unknown,
  query: URLSearchParams,
): JsonRecord {
  const options = parseDeleteOptions(body, query);
  const found = existing(context, target);
  const { object, gone } = target.dryRun
    ? { object: found, gone: true }
    : deleteObject(context, found, options);
  if (!gone || object.kind === 'Pod') return object;
  const { type } = target;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(type.group && { group: type.group }),
      kind: type.plural,
      uid: object.metadata.uid,
    },
  };
}

async function handlePodSubresource(
  context: ServerContext,
  target: WriteTarget,
  { request, response, query }: Exchange,
): Promise<void> {
  if (target.subresource === 'log') {
    if (request.method !== 'GET') throw methodNotAllowed();
    return servePodLog(context, existing(context, target), query, response);
  }
  if (request.method !== 'POST') throw methodNotAllowed();
  const body = await readBody(request);
  if (target.subresource === 'binding') bindPod(context, target, textAt(body, 'target', 'name'));
  else {
    const options = parseDeleteOptions(isRecord(body) ? body['deleteOptions'] : undefined, query);
    deleteObject(context, existing(context, target), options);
  }
  const success = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  await sendJson(request, response, 201, success);
}

function presenterFor(
  { registry, store }: ServerContext,
  type: ResourceType,
  request: IncomingMessage,
  query: URLSearchParams,
): Presenter {
  const representation = negotiate(request.headers.accept, query.get('includeObject'));
  return new Presenter(type, representation, registry, () => store.now());
}
