import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Keeps what a provider has to remember, for as long as it should, in this process. */
export function memoryAdapter(): AdapterFactory {
  const entries = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>();
  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.until > Date.now()) return entry?.payload;
    entries.delete(key);
    return undefined;
  };
  const first = (name: string, isIt: (payload: AdapterPayload) => boolean) =>
    [...entries.keys()]
      .filter((key) => key.startsWith(`${name} `))
      .map(live)
      .find((payload) => payload !== undefined && isIt(payload));

  return (name): Adapter => {
    const keyOf = (id: string) => `${name} ${id}`;
    return {
      async upsert(id, payload, seconds = Number.POSITIVE_INFINITY) {
        entries.set(keyOf(id), { payload, until: Date.now() + seconds * 1000 });
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => first(name, (payload) => payload.uid === uid),
      findByUserCode: async (code) => first(name, (payload) => payload.userCode === code),
      async consume(id) {
        const payload = live(keyOf(id));
        if (payload !== undefined) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
