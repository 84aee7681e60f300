import { pathTo } from '@gpu-console/shared/endpoints';
import { expect, it, onTestFinished } from 'vitest';
import { noAuthentication } from '../access/authentication.ts';
import { Lab, problemOf } from '../testing/lab.ts';

const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const PODS = pathTo('pods', { cluster: 'default' });

/** Somebody without any right asks for the pods of namespaces; `asked` counts how often Kubernetes was asked what they may. */
async function world() {
  const lab = await Lab.start();
  onTestFinished(() => lab.stop());
  const identity = { user: 'guest', groups: [], uid: null, extra: {}, cluster: null };
  const authentication = {
    ...noAuthentication,
    mode: 'oidc',
    identify: async () => ({ identity, expiresAt: null, token: null }),
  } as const;
  const console = await (await lab.console({ authentication })).follow();
  return {
    ask: (names: readonly string[]) => console.ask(`${PODS}?namespaces=${names.join(',')}`),
    asked: () => lab.kube.asked('create', REVIEWS).length,
  };
}

const madeUp = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`);

it('namespaces that are not there cost the API server nothing', async () => {
  const { ask, asked } = await world();
  expect((await ask(madeUp(200))).status).toBe(200);
  expect(asked()).toBe(1);
  await ask(['ml', ...madeUp(100)]);
  expect(asked()).toBe(2);
});

it('nobody looks at more than 200 together', async () => {
  const { ask } = await world();
  expect(await problemOf(ask(madeUp(201)))).toMatchObject({ status: 400, code: 'invalid_request' });
});
