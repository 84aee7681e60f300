import { fileURLToPath } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ClusterState } from '../kubernetes/clusterState.ts';
import { eventsAbout } from '../kubernetes/events.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { servicesOf } from '../kubernetes/services.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

const MANIFESTS = fileURLToPath(new URL('../../../../deploy/kubernetes', import.meta.url));
const NAMESPACE = 'gpu-console';
const ACCOUNT = `system:serviceaccount:${NAMESPACE}:gpu-console`;

const Deployment = z.object({
  spec: z.object({ template: z.object({ metadata: z.looseObject({}), spec: z.looseObject({}) }) }),
});

describe('kubectl apply -k deploy/kubernetes', () => {
  let plane: ControlPlane;
  let cluster: Cluster;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    cluster = await plane.startApiServer();
    await cluster.kubectl(['apply', '-k', MANIFESTS]);
  });

  afterAll(() => plane.stop());

  /** kubectl takes what follows a slash for an object's name, and not for a subresource. */
  const mayI = async (verb: string, resource: string) => {
    const [kind = '', subresource] = resource.split('/');
    const part = subresource === undefined ? [] : [`--subresource=${subresource}`];
    const question = ['auth', 'can-i', verb, kind, ...part, '-A', `--as=${ACCOUNT}`];
    return (await cluster.kubectl(question).catch(String)).trim();
  };

  it('says nothing has changed when applied again', async () => {
    const said = await cluster.kubectl(['apply', '-k', MANIFESTS]);
    expect(
      said
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([]);
  });

  it.each([
    ['nodes', ['list', 'watch']],
    ['pods', ['list', 'watch']],
    ['resourceclaims.resource.k8s.io', ['list', 'watch']],
    ['resourceslices.resource.k8s.io', ['list', 'watch']],
    ['events', ['list']],
    ['namespaces', ['list']],
    ['services', ['list']],
    ['pods/log', ['get']],
  ])('lets the account read %s', async (resource, verbs) => {
    for (const verb of verbs) expect(await mayI(verb, resource)).toBe('yes');
  });

  it.each([
    ['create', 'pods'],
    ['delete', 'pods'],
    ['patch', 'nodes'],
    ['create', 'pods/exec'],
    ['list', 'secrets'],
    ['list', 'configmaps'],
    ['get', 'configmaps'],
    ['watch', 'events'],
    ['get', 'namespaces'],
    ['impersonate', 'users'],
  ])('does not let it %s %s', async (verb, resource) => {
    expect(await mayI(verb, resource)).toMatch(/: no$/);
  });

  it('lets the account get the ConfigMaps of the operator’s namespace once its role is applied there, and only there', async () => {
    const inOperators = (namespace: string) =>
      cluster
        .kubectl(['auth', 'can-i', 'get', 'configmaps', '-n', namespace, `--as=${ACCOUNT}`])
        .catch(String)
        .then((said) => said.trim().endsWith('yes'));
    await cluster.create('/api/v1/namespaces', { metadata: { name: 'gpu-operator' } });
    expect(await inOperators('gpu-operator')).toBe(false);
    await cluster.kubectl(['-n', 'gpu-operator', 'apply', '-f', `${MANIFESTS}/operator-role.yaml`]);
    await until('the role counts', () => inOperators('gpu-operator'));
    expect(await inOperators('default')).toBe(false);
  });

  it('gives the console all that it asks for, with the account’s own token', async () => {
    await cluster.create('/api/v1/nodes', {
      metadata: { name: 'worker' },
      status: { capacity: { 'nvidia.com/gpu': '2' } },
    });
    const token = (await cluster.kubectl(['create', 'token', 'gpu-console', '-n', NAMESPACE])).trim();
    const server = cluster.config.getCurrentCluster();
    if (server === null) throw new Error('no cluster');
    const config = new KubeConfig();
    config.loadFromClusterAndUser(server, { name: 'gpu-console', token });
    const api = new KubernetesApi(new KubernetesConnection(() => config));
    const stopping = new AbortController();
    onTestFinished(() => stopping.abort());
    const state = new ClusterState();
    void state.follow(api, stopping.signal);
    await until('it knows the cluster', () => state.synced && state.health.state.state === 'ok');
    expect([...state.nodes.keys()]).toEqual(['worker']);
    await cluster.patch('/api/v1/nodes/worker', { spec: { unschedulable: true } });
    await until('it hears of a change', () => state.nodes.get('worker')?.schedulable === false);
    expect(await eventsAbout(api, { kind: 'Node', name: 'worker' })).toEqual([]);
    expect(await eventsAbout(api, { kind: 'Pod', name: 'some', namespace: NAMESPACE })).toEqual([]);
    const reach = { labels: {}, namedPorts: {} };
    expect(await servicesOf(api, { namespace: NAMESPACE, reach }, undefined)).toEqual([]);
    expect([...state.unreadable]).toEqual([]);
    expect(state.health.state).toMatchObject({ state: 'ok', version: expect.stringMatching(/^v1\./) });
  });

  it('makes pods that its namespace’s security standard takes', async () => {
    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/gpu-console`;
    const { template } = Deployment.parse(await cluster.get(path)).spec;
    await cluster.create(`/api/v1/namespaces/${NAMESPACE}/pods`, {
      ...template,
      metadata: { ...template.metadata, name: 'one' },
    });
    const refused = cluster.create(`/api/v1/namespaces/${NAMESPACE}/pods`, {
      metadata: { name: 'unrestricted' },
      spec: { containers: [{ name: 'main', image: 'example/any:1' }] },
    });
    await expect(refused).rejects.toThrow(/violates PodSecurity \\?"restricted/);
  });
});
