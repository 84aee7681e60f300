import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { CREATED, type KubeObject } from './kubeObjects.ts';

export const NODES = '/api/v1/nodes';
export const PODS = '/api/v1/pods';
export const CONFIG_MAPS = '/api/v1/namespaces/gpu-console/configmaps';

/** Where other kinds than nodes and pods are served, once their group is. */
const KINDS: Readonly<Record<string, string>> = {
  ResourceClaim: 'resourceclaims',
  ResourceSlice: 'resourceslices',
  Dashboard: 'dashboards',
  ClusterDashboard: 'clusterdashboards',
};

const TOKEN = 'secret';
/** What is remembered of changes and of requests. */
const MAX_CHANGES = 10_000;
const MAX_REQUESTS = 10_000;

/** `try` is to create with `dryRun`. */
type Verb = 'get' | 'watch' | 'try' | 'create' | 'replace' | 'delete';
type Query = Readonly<Record<string, string>>;

/** A Status that a request is refused with, as its HTTP status and its body. */
interface Refusal {
  readonly status: number;
  readonly message?: string;
  readonly times?: number;
}

class Collection {
  readonly objects = new Map<string, KubeObject>();
  readonly changes: { version: number; lineFor: (query: Query) => string }[] = [];
  /** The newest version whose changes are forgotten: from there on, and no earlier, a watch may begin. */
  compacted = 0;
  /** What each watch selects. */
  readonly watches = new Map<ServerResponse, Query>();

  /** Forgets the older half of the changes. */
  compact(): void {
    const forgotten = this.changes.splice(0, this.changes.length / 2);
    this.compacted = forgotten.at(-1)?.version ?? this.compacted;
  }

  tell(line: string): void {
    for (const response of this.watches.keys()) response.write(line);
  }
}

/**
 * A real HTTP server that speaks the API server's list and watch: pages of one version, and watches that first tell
 * what changed after the version they ask for. A test changes what it holds, and says where it fails.
 */
export class KubeApi {
  /** Served at the events' paths, whatever the field selector. */
  readonly events: object[] = [];
  /** Served at the services' paths, whatever the namespace. */
  readonly services: KubeObject[] = [];
  /** What answers each pod's log, by `namespace/name`. */
  readonly logs = new Map<string, (response: ServerResponse, query: Query) => void>();
  readonly #collections = new Map([NODES, PODS, CONFIG_MAPS].map((path) => [path, new Collection()]));
  /** Versions by group. */
  readonly #groups = new Map<string, readonly string[]>();
  readonly #requests: { verb: Verb; path: string; query: Query }[] = [];
  readonly #pages = new Map<string, { version: number; rest: readonly KubeObject[] }>();
  readonly #refusals = new Set<Refusal & { verb: Verb; path: string; left: number }>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #version = 100;
  #port = 0;

  static async start(...objects: KubeObject[]): Promise<KubeApi> {
    const api = new KubeApi();
    api.put(...objects);
    await api.resume();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A way to this server, over a proxy at `url` if there is one; `suffix` follows its address. */
  config({ suffix = '', token = TOKEN, url = this.url } = {}): KubeConfig {
    const config = new KubeConfig();
    const cluster = { name: 'test', server: `${url}${suffix}`, skipTLSVerify: true };
    config.loadFromClusterAndUser(cluster, { name: 'test', token });
    return config;
  }

  connection(options: Parameters<KubeApi['config']>[0] = {}): KubernetesConnection {
    return new KubernetesConnection(() => this.config(options));
  }

  /** Creates or changes objects; the version of the last. */
  put(...objects: KubeObject[]): string {
    for (const object of objects) {
      const [path, key] = placeOf(object);
      const { objects: held } = this.#collection(path);
      held.set(key, this.#change(path, held.has(key) ? 'MODIFIED' : 'ADDED', object));
    }
    return String(this.#version);
  }

  remove(...objects: KubeObject[]): void {
    for (const object of objects) {
      const [path, key] = placeOf(object);
      this.#collection(path).objects.delete(key);
      this.#change(path, 'DELETED', object);
    }
  }

  /** Serves a group from now on, with the kinds that the tests know of it. */
  serve(group: string, ...versions: readonly string[]): void {
    this.#groups.set(`/apis/${group}`, versions);
    for (const version of versions)
      for (const plural of Object.values(KINDS)) this.#collection(`/apis/${group}/${version}/${plural}`);
  }

  #collection(path: string): Collection {
    const found = this.#collections.get(path) ?? new Collection();
    this.#collections.set(path, found);
    return found;
  }

  /** Lets the version grow, as changes elsewhere do, and tells it to the watches; the version. */
  bookmark(path: string): string {
    this.#version += 10;
    const resourceVersion = String(this.#version);
    this.#collection(path).tell(lineOf('BOOKMARK', { metadata: { resourceVersion } }));
    return resourceVersion;
  }

  /** Ends the watches in good order, as the API server does after `timeoutSeconds`; `refusal` is told in the stream. */
  endWatches(path: string, refusal?: Refusal): void {
    const { watches } = this.#collection(path);
    for (const response of watches.keys()) {
      watches.delete(response);
      response.end(refusal === undefined ? '' : lineOf('ERROR', statusOf(refusal)));
    }
  }

  /** Destroys every connection, in the middle of what it carries. */
  breakConnections(): void {
    this.#server.closeAllConnections();
  }

  /** Refuses requests, all or the next few; the function returned ends that. */
  refuse(verb: Verb, path: string, refusal: Refusal): () => void {
    const entry = { ...refusal, verb, path, left: refusal.times ?? Number.POSITIVE_INFINITY };
    this.#refusals.add(entry);
    return () => this.#refusals.delete(entry);
  }

  /** How many watches stand. */
  watching(path: string): number {
    return this.#collection(path).watches.size;
  }

  /** The queries it got. */
  asked(verb: Verb, path: string): Query[] {
    return this.#requests.filter((asked) => asked.verb === verb && asked.path === path).map((r) => r.query);
  }

  /** Listens, again on the port it had before. */
  async resume(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  /** Breaks every connection and takes no more. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname: path, searchParams } = new URL(`http://kubernetes${request.url}`);
    const query = Object.fromEntries(searchParams);
    const verb = verbOf(request.method, query);
    if (this.#requests.push({ verb, path, query }) > MAX_REQUESTS) this.#requests.splice(0, MAX_REQUESTS / 2);
    const refusal = [...this.#refusals].find((r) => r.verb === verb && r.path === path && r.left > 0);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      refuse(response, { status: 401, message: 'Unauthorized' });
    } else if (refusal !== undefined) {
      refusal.left -= 1;
      refuse(response, refusal);
    } else if (verb === 'create' || verb === 'try') {
      void this.#create(verb, path, request, response);
    } else if (verb === 'replace') {
      void this.#replace(path, request, response);
    } else if (verb === 'delete') {
      void this.#delete(path, request, response);
    } else if (this.#collections.has(path)) {
      if (verb === 'watch') this.#watch(path, query, response);
      else this.#list(path, query, response);
    } else if (path === '/version') send(response, { gitVersion: 'v1.29.2' });
    else if (this.#groups.has(path))
      send(response, { versions: this.#groups.get(path)?.map((version) => ({ version })) });
    else if (this.#stored(path) !== undefined) send(response, { ...this.#stored(path) });
    else if (path.endsWith('/events')) send(response, { metadata: {}, items: this.events });
    else if (path.endsWith('/services'))
      send(response, { metadata: {}, items: this.services.filter(selected(query)) });
    else if (path.endsWith('/log')) this.#log(path, query, response);
    else refuse(response, { status: 404, message: 'the server could not find the requested resource' });
  }

  /** The object at a path. */
  #stored(path: string): KubeObject | undefined {
    const { namespace, plural, name, root = '' } = NAMED.exec(path)?.groups ?? {};
    if (plural === 'services')
      return this.services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    const key = namespace === undefined ? name : `${namespace}/${name}`;
    if (name === undefined || key === undefined) return undefined;
    const within =
      this.#collections.get(path.slice(0, -name.length - 1)) ?? this.#collections.get(`${root}/${plural}`);
    return within?.objects.get(key);
  }

  async #create(verb: Verb, path: string, request: IncomingMessage, response: ServerResponse) {
    const object = Created.parse(await json(request));
    const plural = path.split('/').at(-1);
    const { name } = object.metadata;
    if (this.#stored(`${path}/${name}`) !== undefined) {
      refuse(response, { status: 409, message: `${plural} "${name}" already exists` });
      return;
    }
    const metadata = { ...object.metadata, uid: `uid-${++this.#version}`, creationTimestamp: CREATED };
    const status = plural === 'pods' ? { status: { phase: 'Pending' } } : {};
    const stored = { ...status, ...object, metadata };
    if (verb === 'create') {
      if (plural === 'services') this.services.push(stored);
      else this.put(stored);
    }
    send(response, this.#stored(`${path}/${name}`) ?? stored, 201);
  }

  async #replace(path: string, request: IncomingMessage, response: ServerResponse) {
    const object = Created.parse(await json(request));
    const { name, resourceVersion } = object.metadata;
    const stored = this.#stored(path);
    if (stored === undefined) refuse(response, { status: 404, message: `"${name}" not found` });
    else if (resourceVersion !== stored.metadata.resourceVersion)
      refuse(response, { status: 409, message: `Operation cannot be fulfilled on "${name}": ${MODIFIED}` });
    else {
      this.put({ ...object, metadata: { ...object.metadata, uid: stored.metadata['uid'] } });
      send(response, { ...this.#stored(path) });
    }
  }

  async #delete(path: string, request: IncomingMessage, response: ServerResponse) {
    const { preconditions } = DeleteOptions.parse(await json(request));
    const stored = this.#stored(path);
    const name = path.split('/').at(-1);
    if (stored === undefined) refuse(response, { status: 404, message: `"${name}" not found` });
    else if (stored.metadata['uid'] !== preconditions.uid)
      refuse(response, { status: 409, message: `"${name}" has another uid` });
    else if (
      (preconditions.resourceVersion ?? stored.metadata.resourceVersion) !== stored.metadata.resourceVersion
    )
      refuse(response, { status: 409, message: `Operation cannot be fulfilled on "${name}": ${MODIFIED}` });
    else {
      const place = this.services.indexOf(stored);
      if (place >= 0) this.services.splice(place, 1);
      else this.remove(stored);
      send(response, stored);
    }
  }

  #log(path: string, query: Query, response: ServerResponse): void {
    const [, namespace, name] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(path) ?? [];
    const log = this.logs.get(`${namespace}/${name}`);
    if (log === undefined) refuse(response, { status: 404, message: `pods "${name}" not found` });
    else log(response, query);
  }

  #list(path: string, query: Query, response: ServerResponse): void {
    const held = [...this.#collection(path).objects.values()];
    const whole = { version: this.#version, rest: held.filter(selected(query)) };
    const { version, rest } = this.#pages.get(query['continue'] ?? '') ?? whole;
    const limit = Number(query['limit'] ?? rest.length);
    const token = rest.length > limit ? `page-${this.#pages.size + 1}` : '';
    if (token !== '') this.#pages.set(token, { version, rest: rest.slice(limit) });
    const metadata = { resourceVersion: String(version), continue: token };
    send(response, { metadata, items: rest.slice(0, limit) });
  }

  #watch(path: string, query: Query, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
    const { changes, compacted, watches } = this.#collection(path);
    const from = Number(query['resourceVersion']);
    if (from < compacted) {
      response.end(lineOf('ERROR', statusOf({ status: 410, message: 'too old resource version' })));
      return;
    }
    for (const { version, lineFor } of changes) if (version > from) response.write(lineFor(query));
    watches.set(response, query);
    const seconds = Number(query['timeoutSeconds'] ?? 0);
    const ending = seconds > 0 ? setTimeout(() => this.#endInOrder(response), seconds * 1000) : undefined;
    response.on('close', () => {
      clearTimeout(ending);
      watches.delete(response);
    });
  }

  /** With a bookmark, as the API server ends a watch whose time is over. */
  #endInOrder(response: ServerResponse): void {
    const resourceVersion = String(this.#version);
    response.end(lineOf('BOOKMARK', { metadata: { resourceVersion } }));
  }

  #change(path: string, type: string, object: KubeObject): KubeObject {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const changed = { ...object, metadata: { ...object.metadata, resourceVersion } };
    // What a selector picks no longer is gone to those who watch by it.
    const lineFor = (query: Query) => lineOf(selected(query)(changed) ? type : 'DELETED', changed);
    const { changes, watches } = this.#collection(path);
    changes.push({ version: this.#version, lineFor });
    if (changes.length > MAX_CHANGES) this.#collection(path).compact();
    for (const [watch, query] of watches) watch.write(lineFor(query));
    return changed;
  }
}

const NAMED =
  /^(?<root>\/api\/v1|\/apis\/[^/]+\/[^/]+)(\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)\/(?<name>[^/]+)$/;
const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

const Created = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.exactOptional(z.string()),
    resourceVersion: z.exactOptional(z.string()),
  }),
});
const DeleteOptions = z.object({
  preconditions: z.object({ uid: z.string(), resourceVersion: z.string().optional() }),
});

function verbOf(method: string | undefined, query: Query): Verb {
  if (method === 'POST') return query['dryRun'] === 'All' ? 'try' : 'create';
  if (method === 'PUT') return 'replace';
  if (method === 'DELETE') return 'delete';
  return query['watch'] === 'true' ? 'watch' : 'get';
}

/** Tells what a `labelSelector` of the form `a=b,c=d` selects. */
function selected({ labelSelector = '' }: Query): (object: KubeObject) => boolean {
  const wanted = labelSelector.split(',').filter((term) => term !== '');
  return ({ metadata: { labels } }) => {
    const held = new Set(Object.entries({ ...(labels ?? {}) }).map(([key, value]) => `${key}=${value}`));
    return wanted.every((term) => held.has(term));
  };
}

function placeOf({
  apiVersion,
  kind,
  metadata: { name, namespace },
}: KubeObject): [path: string, key: string] {
  const plural = KINDS[String(kind)];
  if (kind === 'ConfigMap') return [`/api/v1/namespaces/${namespace}/configmaps`, `${namespace}/${name}`];
  if (plural !== undefined)
    return [`/apis/${apiVersion}/${plural}`, namespace === undefined ? name : `${namespace}/${name}`];
  return namespace === undefined ? [NODES, name] : [PODS, `${namespace}/${name}`];
}

const lineOf = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;

const statusOf = ({ status: code, message }: Refusal) => ({ kind: 'Status', code, message });

function refuse(response: ServerResponse, refusal: Refusal): void {
  send(response, statusOf(refusal), refusal.status);
}

function send(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
