import { pathTo } from '@gpu-console/shared/endpoints';
import { expect, it, onTestFinished } from 'vitest';
import { noAuthentication } from '../access/authentication.ts';
import { FaultProxy } from '../testing/faultProxy.ts';
import { Lab } from '../testing/lab.ts';

it('where an API server is that cannot be asked, nobody is told who may see nothing', async () => {
  const lab = await Lab.start();
  onTestFinished(() => lab.stop());
  const way = await FaultProxy.start(lab.kube.url);
  const identity = { user: 'guest', groups: [], uid: null, extra: {}, cluster: null };
  const authentication = {
    ...noAuthentication,
    mode: 'oidc',
    identify: async () => ({ identity, expiresAt: null, token: null }),
  } as const;
  const console = await (await lab.console({ authentication, kubeUrl: way.url })).follow();
  const { host, port } = new URL(way.url);
  await way.stop();
  for (const path of [
    pathTo('overview', { cluster: 'default' }),
    pathTo('clusters', {}),
    `${pathTo('search', {})}?q=a`,
  ]) {
    const { text } = await console.ask(path);
    expect(text).toContain('its API server cannot be asked');
    for (const word of [host, port, 'ECONNREFUSED']) expect(text).not.toContain(word);
  }
});
