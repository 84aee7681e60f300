import { z } from 'zod';
import { inTime } from '../kubernetes/inTime.ts';
import { readReply } from '../kubernetes/kubernetesApi.ts';
import type { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import type { Identity } from './identity.ts';

const PATH = '/apis/authentication.k8s.io/v1/tokenreviews';
const TIMEOUT_MS = 5000;

/** The console's account may hold a role that lets it ask: Kubernetes has one for it, `system:auth-delegator`. */
const TokenReview = z.object({
  status: z.object({
    authenticated: z.boolean().default(false),
    user: z
      .object({
        username: z.string().default(''),
        uid: z.string().optional(),
        groups: z.array(z.string()).default([]),
        extra: z.record(z.string(), z.array(z.string())).default({}),
      })
      .optional(),
  }),
});

/** Who holds a token, as a cluster says. */
export type TokenHolder = Pick<Identity, 'user' | 'groups' | 'uid' | 'extra'>;

/** Asks a cluster's API server whose token one is. */
export interface TokenReviewer {
  /** Null for a token that the cluster does not know. @throws KubernetesError where it could not be asked */
  review(token: string): Promise<TokenHolder | null>;
}

/** Asks with a TokenReview (authentication.k8s.io/v1), by the console's own account. */
export class KubernetesTokenReviewer implements TokenReviewer {
  readonly #connection: KubernetesConnection;
  readonly #onRequest: () => void;

  constructor(connection: KubernetesConnection, onRequest: () => void = () => {}) {
    this.#connection = connection;
    this.#onRequest = onRequest;
  }

  async review(token: string): Promise<TokenHolder | null> {
    this.#onRequest();
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
    return inTime(TIMEOUT_MS, async (signal) => {
      const body = JSON.stringify(review);
      const response = await this.#connection.request(PATH, { method: 'POST', body, signal });
      const { authenticated, user } = TokenReview.parse(await readReply(response, PATH)).status;
      if (!authenticated || user === undefined || user.username === '') return null;
      const { username, groups, uid = null, extra } = user;
      return { user: username, groups, uid, extra };
    });
  }
}
