import { LRUCache } from 'lru-cache';
import type { ClusterSettings } from '../config/clusterSettings.ts';
import { deadline } from '../deadline.ts';
import type { AccessReviews, ResourceAttributes } from '../kubernetes/accessReviews.ts';
import { tooLate } from '../kubernetes/kubernetesError.ts';
import { FairShare } from '../limits/fairShare.ts';
import { SharedQuestions } from '../prometheus/sharedQuestions.ts';
import { type Identity, identityKey } from './identity.ts';

/** A right that was taken away ends so soon. */
const TTL_MS = 30_000;
const MAX_ANSWERS = 50_000;
/** Reviews that are under way at once, for everybody and for one person: who may see what of many namespaces is many questions. */
const MAX_REVIEWS = { total: 60, perViewer: 20, waitingPerViewer: 50_000 };

/** So long one waits for its turn, where those before are not answered. */
const TURN_MS = 10_000;

type Prefixes = ClusterSettings['access'];

const LIST_PODS = { verb: 'list', resource: 'pods' } as const;

/** What people may do in one cluster, as its API server says; asked once in a while, and kept for half a minute. */
export class Authorizer {
  readonly #reviews: Pick<AccessReviews, 'isAllowed'>;
  readonly #namespaces: () => Promise<readonly string[]>;
  readonly #prefixes: Prefixes;
  readonly #answers = new LRUCache<string, boolean>({ max: MAX_ANSWERS, ttl: TTL_MS });
  readonly #underway = new SharedQuestions<boolean>();
  readonly #share = new FairShare(MAX_REVIEWS);
  readonly #subjects = new WeakMap<Identity, Identity>();

  /** @param namespaces lists the cluster's namespaces */
  constructor(
    reviews: Pick<AccessReviews, 'isAllowed'>,
    namespaces: () => Promise<readonly string[]>,
    prefixes: Prefixes = { userPrefix: '', groupsPrefix: '' },
  ) {
    this.#reviews = reviews;
    this.#namespaces = namespaces;
    this.#prefixes = prefixes;
  }

  /** @throws KubernetesError where the API server does not say */
  async may(identity: Identity, attributes: ResourceAttributes): Promise<boolean> {
    const subject = this.subjectOf(identity);
    const key = `${identityKey(subject)} ${JSON.stringify(attributes)}`;
    const kept = this.#answers.get(key);
    if (kept !== undefined) return kept;
    return this.#underway.answer(key, undefined, async () => {
      const ask = () => this.#reviews.isAllowed(subject, attributes);
      using turn = deadline(TURN_MS, () => tooLate(TURN_MS));
      const allowed = await this.#share.run(identityKey(subject), turn.signal, ask);
      this.#answers.set(key, allowed);
      return allowed;
    });
  }

  /**
   * The namespaces whose pods they may list, of all that are there or those given among them; null for every one, also of
   * those to come.
   * @throws as `may`
   */
  async namespacesOf(identity: Identity, among?: ReadonlySet<string>): Promise<ReadonlySet<string> | null> {
    if (await this.may(identity, LIST_PODS)) return null;
    // Names that anybody may make up are not asked about.
    const names = (await this.#namespaces()).filter((name) => among?.has(name) !== false);
    const left = new Set(names);
    const allowed = new Set<string>();
    const judge = async () => {
      for (const namespace of left) {
        left.delete(namespace);
        if (await this.may(identity, { ...LIST_PODS, namespace })) allowed.add(namespace);
      }
    };
    // Where one is not answered, the others are not asked: each might take as long to fail.
    await Promise.all(Array.from({ length: MAX_REVIEWS.perViewer }, judge)).finally(() => left.clear());
    return allowed;
  }

  /** They as this API server knows them; names that it keeps for itself are never prefixed. */
  subjectOf(identity: Identity): Identity {
    const { userPrefix, groupsPrefix } = this.#prefixes;
    if ((userPrefix === '' && groupsPrefix === '') || identity.cluster !== null) return identity;
    const subject = this.#subjects.get(identity) ?? {
      ...identity,
      user: userPrefix + identity.user,
      groups: identity.groups.map((group) => (group.startsWith('system:') ? group : groupsPrefix + group)),
    };
    this.#subjects.set(identity, subject);
    return subject;
  }
}
