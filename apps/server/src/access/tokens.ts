import type { Request, Response } from 'express';
import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import { ProblemError } from '../http/problem.ts';
import { KubernetesError } from '../kubernetes/kubernetesError.ts';
import type { Authentication, SignedIn } from './authentication.ts';
import { BearerSignIns, bearerToken, tokenHash } from './bearerToken.ts';
import type { Identity } from './identity.ts';
import { boundedIdentity } from './identityRules.ts';
import type { Sessions, TokenSession } from './sessions.ts';
import type { SignInAttempts } from './signInAttempts.ts';
import type { SignInAudit } from './signInAudit.ts';
import type { TokenReviewer } from './tokenReviewer.ts';

/** What a cluster said of a token is good for so long: a token that was taken back lets somebody in no longer. */
const ACCEPTED_MS = 30_000;
const REFUSED_MS = 5000;
const MAX_REVIEWS = 2000;
/** Names the cluster whose token a program sends, where the path names none. */
const CLUSTER_HEADER = 'x-gpu-console-cluster';
const CLUSTER_IN_PATH = /\/api\/v1\/clusters\/([^/]+)/;

/** The clusters whose tokens let somebody in. */
export interface TokenClusters {
  /** The clusters' ids, the first of which is asked about requests that name none. */
  readonly ids: readonly string[];
  reviewer(cluster: string): TokenReviewer | undefined;
}

export interface TokenParts {
  readonly clusters: TokenClusters;
  readonly sessions: Sessions;
  readonly attempts: SignInAttempts;
  readonly audit: SignInAudit;
}

/** People and programs show a token of a cluster, and its API server says whose it is. */
export class TokenAuthentication implements Authentication {
  readonly mode = 'kubernetes';
  readonly pages = null;
  readonly #clusters: TokenClusters;
  readonly #sessions: Sessions;
  readonly #attempts: SignInAttempts;
  readonly #audit: SignInAudit;
  readonly #bearers: BearerSignIns;
  /** What was said of each token, by its hash. */
  readonly #reviews = new LRUCache<string, Identity | 'refused'>({ max: MAX_REVIEWS });
  readonly #asking = new Map<string, Promise<Identity | null>>();

  constructor({ clusters, sessions, attempts, audit }: TokenParts) {
    this.#clusters = clusters;
    this.#sessions = sessions;
    this.#attempts = attempts;
    this.#audit = audit;
    this.#bearers = new BearerSignIns(attempts, audit);
  }

  async identify(request: Request, response: Response): Promise<SignedIn | null> {
    const token = bearerToken(request);
    if (token !== undefined) return this.#byToken(request, token);
    const session = await this.#sessions.find(request, response);
    if (session?.kind !== 'token') return null;
    const identity = await this.#review(session.cluster, session.token);
    if (identity === null) {
      this.#sessions.forget(response);
      return null;
    }
    await this.#sessions.touch(session, response);
    return { identity, expiresAt: session.until, token: session.token };
  }

  async hasEnded(request: Request): Promise<boolean> {
    const token = bearerToken(request);
    if (token !== undefined) return (await this.#holder(this.#clusterOf(request), token)) === null;
    const session = await this.#sessions.stored(request);
    if (session?.kind !== 'token' || (await this.#sessions.isOver(session))) return true;
    return (await this.#review(session.cluster, session.token)) === null;
  }

  async signIn(token: string, cluster: string, response: Response): Promise<SignedIn> {
    const request = response.req;
    try {
      if (this.#clusters.reviewer(cluster) === undefined) {
        const known = this.#clusters.ids.join(', ');
        throw new ProblemError(404, 'cluster_not_found', `Tokens of these clusters sign in: ${known}`);
      }
      this.#attempts.take(request);
      const identity = await this.#review(cluster, token);
      if (identity === null)
        throw new ProblemError(401, 'invalid_token', `Cluster ${cluster} does not know this token`);
      const expiresAt = endOf(token);
      const session: TokenSession = { ...this.#sessions.begin(expiresAt), kind: 'token', cluster, token };
      if (!(await this.#sessions.write(session, response))) {
        throw new ProblemError(403, 'session_too_large', 'The token is too long for a browser’s cookies');
      }
      this.#audit.signedIn(request, identity.user, cluster);
      return { identity, expiresAt: session.until, token };
    } catch (error) {
      this.#audit.refused(request, error);
      throw error;
    }
  }

  async signOut(request: Request, response: Response): Promise<null> {
    const session = await this.#sessions.stored(request);
    if (session?.kind !== 'token') return null;
    const known = this.#reviews.peek(tokenHash(session.token, session.cluster));
    this.#audit.signedOut(request, typeof known === 'object' ? known.user : null);
    await this.#sessions.end(session, response);
    return null;
  }

  async #byToken(request: Request, token: string | null): Promise<SignedIn | null> {
    const cluster = this.#clusterOf(request);
    if (cluster === undefined) return null;
    const identity = await this.#bearers.admit(request, token, (one) => this.#review(cluster, one), cluster);
    return identity && { identity, expiresAt: endOf(token ?? '') ?? null, token };
  }

  /** The cluster that a program's token is of. */
  #clusterOf(request: Request): string | undefined {
    return clusterOf(request) ?? this.#clusters.ids[0];
  }

  async #holder(cluster: string | undefined, token: string | null): Promise<Identity | null> {
    return cluster === undefined || token === null ? null : this.#review(cluster, token);
  }

  /** Who holds a token; null for nobody. @throws ProblemError 503 where the cluster cannot say */
  async #review(cluster: string, token: string): Promise<Identity | null> {
    const key = tokenHash(token, cluster);
    const known = this.#reviews.get(key);
    if (known !== undefined) return known === 'refused' ? null : known;
    const asking =
      this.#asking.get(key) ?? this.#ask(cluster, token, key).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #ask(cluster: string, token: string, key: string): Promise<Identity | null> {
    const reviewer = this.#clusters.reviewer(cluster);
    if (reviewer === undefined) return null;
    const holder = await reviewer.review(token).catch((error: unknown) => {
      throw unreviewed(cluster, error);
    });
    if (holder === null) {
      this.#reviews.set(key, 'refused', { ttl: REFUSED_MS });
      return null;
    }
    const identity = boundedIdentity({ ...holder, cluster });
    this.#reviews.set(key, identity, { ttl: ACCEPTED_MS });
    return identity;
  }
}

function unreviewed(cluster: string, error: unknown): unknown {
  if (!(error instanceof KubernetesError)) return error;
  const { status, message, retryAfterSeconds } = error;
  const why =
    status === 403
      ? `the console’s account may not ask about tokens there: give it the ClusterRole system:auth-delegator (${message})`
      : message;
  return new ProblemError(
    503,
    'token_review_unavailable',
    `Cluster ${cluster} cannot be asked whose token this is: ${why}`,
    {
      upstream: { source: 'kubernetes', status, message },
      retryAfterSeconds,
    },
  );
}

/** The cluster that a request is about, or says that its token is of. */
function clusterOf(request: Request): string | undefined {
  const inPath = CLUSTER_IN_PATH.exec(request.baseUrl + request.path)?.[1];
  if (inPath === undefined) return request.get(CLUSTER_HEADER);
  try {
    return decodeURIComponent(inPath);
  } catch {
    return undefined;
  }
}

/** When a token ends, in Unix seconds, where it says so: tokens of service accounts and of providers are JWTs. */
function endOf(token: string): number | undefined {
  try {
    const { exp } = decodeJwt(token);
    return typeof exp === 'number' ? exp : undefined;
  } catch {
    return undefined;
  }
}
