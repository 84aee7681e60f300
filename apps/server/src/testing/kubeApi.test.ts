import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { groupBinding } from '@gpu-console/demo-cluster/kubernetes';
import { AuthenticationV1Api, AuthorizationV1Api, CoreV1Api, Log } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubeApi } from './kubeApi.ts';
import { kubePod } from './kubeObjects.ts';

let api: KubeApi;

beforeEach(async () => {
  api = await KubeApi.start(
    kubePod('trainer', { namespace: 'ml' }),
    kubePod('other', { namespace: 'lab' }),
    groupBinding('team', 'view', 'ml'),
  );
  api.tokens.add({ token: 'of-ann', name: 'ann', groups: ['team'] });
  api.logs.set('ml/trainer', (response) => response.end('hello'));
  api.logs.set('lab/other', (response) => response.end('secret'));
});
afterEach(() => api.stop());

const ofAnn = () => api.config({ token: 'of-ann' });

describe('the fake API server', () => {
  it('lets a user list the pods of a namespace, and no others', async () => {
    const core = ofAnn().makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({ namespace: 'ml' });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(['trainer']);
    await expect(core.listPodForAllNamespaces()).rejects.toMatchObject({ code: 403 });
    api.tokens.revoke('of-ann');
    await expect(core.listNamespacedPod({ namespace: 'ml' })).rejects.toMatchObject({ code: 401 });
  });

  it('gives logs to those alone who may read them', async () => {
    const read = async (namespace: string, pod: string) => {
      const stream = new PassThrough();
      await new Log(ofAnn()).log(namespace, pod, 'main', stream);
      return text(stream);
    };
    expect(await read('ml', 'trainer')).toBe('hello');
    await expect(read('lab', 'other')).rejects.toMatchObject({ code: 403 });
  });

  it('says whose a token is, and what they may do', async () => {
    const { status: token } = await api
      .config()
      .makeApiClient(AuthenticationV1Api)
      .createTokenReview({ body: { spec: { token: 'of-ann' } } });
    expect(token).toMatchObject({
      authenticated: true,
      user: { username: 'ann', groups: ['team', 'system:authenticated'] },
    });
    const may = async (namespace: string) => {
      const resourceAttributes = { verb: 'list', resource: 'pods', namespace };
      const body = { spec: { user: 'ann', groups: ['team'], resourceAttributes } };
      const review = await api.config().makeApiClient(AuthorizationV1Api).createSubjectAccessReview({ body });
      return review.status?.allowed;
    };
    expect([await may('ml'), await may('lab'), await may('')]).toEqual([true, false, false]);
  });

  it('fails where it is told to, and for those who may ask', async () => {
    const path = '/api/v1/namespaces/ml/pods';
    api.refuse('get', path, { status: 503 });
    const ask = (token: string) =>
      api.config({ token }).makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'ml' });
    await expect(ask('of-ann')).rejects.toMatchObject({ code: 503 });
    await expect(ask('nosuch')).rejects.toMatchObject({ code: 401 });
    expect(api.asked('get', path)).toHaveLength(2);
  });
});
