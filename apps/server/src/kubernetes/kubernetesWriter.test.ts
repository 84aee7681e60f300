import { describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi } from '../testing/kubeApi.ts';
import type { Subject } from './accessReviews.ts';
import { KubernetesWriter } from './kubernetesWriter.ts';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'mine', namespace: 'ml' },
  spec: { containers: [{ name: 'main', image: 'busybox' }] },
};
const someone: Subject = { user: 'someone', groups: [], uid: null, extra: {} };

/** An API server where the users "é" and "alice" and the group "équipe" may create pods, and nobody else but the console. */
async function world() {
  const api = await KubeApi.start();
  onTestFinished(() => api.stop());
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' };
  const subjects = [
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'é' },
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' },
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'équipe' },
  ];
  api.put({ kind: 'ClusterRoleBinding', metadata: { name: 'some' }, roleRef, subjects });
  const writer = new KubernetesWriter(api.connection());
  return (subject: Partial<Subject>) =>
    writer.as({ ...someone, ...subject }).create('/api/v1/namespaces/ml/pods', POD, { dryRun: true });
}

describe('what is written in somebody’s name', () => {
  it('is by a name in any script', async () => {
    const write = await world();
    await expect(write({ user: 'é' })).resolves.toMatchObject({ kind: 'Pod' });
    await expect(write({ groups: ['équipe'] })).resolves.toMatchObject({ kind: 'Pod' });
    await expect(write({ user: '李雷' })).rejects.toMatchObject({ status: 403 });
  });

  it.each([
    ['of whose bytes its letters are', { user: 'Ã©' }],
    ['of whose bytes its group’s letters are', { groups: ['Ã©quipe'] }],
    ['without the space before it', { user: ' alice' }],
    ['without the space after its group', { groups: ['équipe '] }],
  ])('is never by the name %s', async (_, subject) => {
    const write = await world();
    await expect(write(subject)).rejects.toThrow(/cannot create|begins or ends with a space/);
  });
});
