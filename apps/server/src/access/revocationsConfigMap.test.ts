import { describe, expect, it, onTestFinished } from 'vitest';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { KubeApi } from '../testing/kubeApi.ts';
import { MAX_REVOCATIONS, Revocations } from './revocations.ts';
import { ConfigMapRevocations } from './revocationsConfigMap.ts';

const COLLECTION = '/api/v1/namespaces/gpu-console/configmaps';
const PATH = `${COLLECTION}/gpu-console-signed-out`;
const HOUR = 3600;
const soon = () => Math.floor(Date.now() / 1000) + HOUR;

async function cluster() {
  const api = await KubeApi.start();
  onTestFinished(() => api.stop());
  const store = () => {
    const connection = api.connection();
    return new ConfigMapRevocations({
      api: new KubernetesApi(connection),
      writer: new KubernetesWriter(connection),
      namespace: 'gpu-console',
    });
  };
  const stored = async () =>
    Object(await new KubernetesApi(api.connection()).get(PATH)).data.sessions as string;
  const put = (sessions: string) =>
    api.put({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'gpu-console-signed-out', namespace: 'gpu-console' },
      data: { sessions },
    });
  return { api, store, stored, put };
}

describe('the list of signed-out sessions in a cluster', () => {
  it('is what replicas tell each other, whoever is first', async () => {
    const { store } = await cluster();
    expect(await store().read()).toEqual(new Map());
    const ids = ['one', 'two', 'three', 'four', 'five'];
    await Promise.all(ids.map((id) => new Revocations(store()).revoke(id, soon())));
    const reader = new Revocations(store());
    for (const id of ids) expect([id, await reader.hasAny([id])]).toEqual([id, true]);
    expect(await reader.hasAny(['six'])).toBe(false);
  });

  it('says which replica renews a session, for a while', async () => {
    const { store } = await cluster();
    const claims = await Promise.all([1, 2, 3, 4].map(() => new Revocations(store()).claim('one', 60)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store().claim('over', 1000)).toBe(true);
    expect(await store().claim('over', soon())).toBe(true);
    expect(await store().claim('over', soon())).toBe(false);
    expect(await store().read()).toEqual(new Map());
  });

  it('holds hashes, and only what still matters', async () => {
    const { store, stored, put } = await cluster();
    put(`${'x'.repeat(24)} 1000\n${'y'.repeat(24)} ${soon()}`);
    await new Revocations(store()).revoke('the-id-of-a-session', soon());
    const lines = (await stored()).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('the-id');
  });

  it('takes no more than it has room for, and says so', async () => {
    const { store, put } = await cluster();
    const until = soon();
    put(Array.from({ length: MAX_REVOCATIONS }, (_, n) => `${n} ${until}`).join('\n'));
    const revocations = new Revocations(store());
    await expect(revocations.revoke('one more', until)).rejects.toMatchObject({
      problem: { status: 503, code: 'revocation_not_shared' },
    });
    expect(await revocations.hasAny(['one more'])).toBe(true);
  });

  it('lets nobody in where it is damaged, or cannot be read', async () => {
    const { api, store, put } = await cluster();
    const closed = { problem: { status: 503, code: 'revocations_unreadable' } };
    put('nonsense');
    await expect(new Revocations(store()).hasAny(['x'])).rejects.toMatchObject(closed);
    put('');
    expect(await new Revocations(store()).hasAny(['x'])).toBe(false);
    const end = api.refuse('get', PATH, { status: 403, message: 'forbidden' });
    await expect(new Revocations(store()).hasAny(['x'])).rejects.toMatchObject(closed);
    end();
    await api.stop();
    await expect(new Revocations(store()).hasAny(['x'])).rejects.toMatchObject(closed);
  });

  it('is believed for a while when it cannot be read again', async () => {
    const { api, store } = await cluster();
    const revocations = new Revocations(store());
    await new Revocations(store()).revoke('gone', soon());
    expect(await revocations.hasAny(['gone'])).toBe(true);
    await api.stop();
    expect(await revocations.hasAny(['gone'])).toBe(true);
    expect(await revocations.hasAny(['here'])).toBe(false);
  });
});
