import { z } from 'zod';
import { inTime } from './inTime.ts';
import { readReply } from './kubernetesApi.ts';
import type { KubernetesConnection } from './kubernetesConnection.ts';

const TIMEOUT_MS = 5000;
const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/** Whose rights are asked about. */
export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid: string | null;
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** What of the API somebody would do; without a namespace, in all of them. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly resource: string;
  /** Of the core group without it. */
  readonly group?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

const Review = z.object({ status: z.object({ allowed: z.boolean(), denied: z.boolean().default(false) }) });

/** Asks the API server what somebody may do: it is the only judge of that. It changes nothing. */
export class AccessReviews {
  readonly #connection: KubernetesConnection;
  readonly #onRequest: () => void;

  constructor(connection: KubernetesConnection, onRequest: () => void = () => {}) {
    this.#connection = connection;
    this.#onRequest = onRequest;
  }

  /**
   * Whether they may, by the API server's own authorizers.
   * @throws KubernetesError where it does not say; 403 where the console may not ask
   */
  async isAllowed(subject: Subject, attributes: ResourceAttributes): Promise<boolean> {
    this.#onRequest();
    const { user, groups, uid, extra } = subject;
    const body = JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user,
        groups,
        ...(uid !== null && { uid }),
        ...(Object.keys(extra).length > 0 && { extra }),
        resourceAttributes: attributes,
      },
    });
    return inTime(TIMEOUT_MS, async (signal) => {
      const response = await this.#connection.request(PATH, { method: 'POST', body, signal });
      const { allowed, denied } = Review.parse(await readReply(response, PATH)).status;
      return allowed && !denied;
    });
  }
}
