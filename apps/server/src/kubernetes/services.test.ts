import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi } from '../testing/kubeApi.ts';
import { type KubeObject, kubeNode } from '../testing/kubeObjects.ts';
import { KubernetesApi } from './kubernetesApi.ts';
import { NodeObject } from './objects.ts';
import { nodeRecord } from './records.ts';
import { servicesOf } from './services.ts';

const POD = {
  namespace: 'ml',
  reach: { labels: { app: 'notebook', team: 'vision' }, namedPorts: { jupyter: 8888 } },
};
const NODE = nodeRecord(NodeObject.parse(kubeNode('worker-1', { ip: '10.0.0.7' })), gpuResourceTest());

const service = (name: string, spec: object, ingress: readonly object[] = []) => ({
  kind: 'Service',
  metadata: { name, namespace: 'ml' },
  spec: { selector: { app: 'notebook' }, clusterIP: '10.96.0.7', ...spec },
  status: { loadBalancer: ingress.length === 0 ? {} : { ingress } },
});

async function found(services: readonly KubeObject[], node = NODE) {
  const server = await KubeApi.start();
  onTestFinished(() => server.stop());
  server.put(...services);
  return servicesOf(new KubernetesApi(server.connection()), POD, node);
}

describe('the Services that reach a pod', () => {
  it('are those whose selector it matches, by name', async () => {
    const services = await found([
      service('z-all', { selector: { app: 'notebook', team: 'vision' } }),
      service('a-one', {}),
      service('other', { selector: { app: 'notebook', team: 'nlp' } }),
      service('none', { selector: {} }),
      service('by-hand', { selector: null }),
    ]);
    expect(services.map(({ name }) => name)).toEqual(['a-one', 'z-all']);
  });

  it('lead, by a node port, to the address of the pod’s own node', async () => {
    const ports = [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8888, nodePort: 30001 }];
    expect(await found([service('nb', { type: 'NodePort', ports })])).toEqual([
      {
        name: 'nb',
        type: 'NodePort',
        clusterIp: '10.96.0.7',
        externalAddresses: [],
        ports: [
          {
            name: 'http',
            protocol: 'TCP',
            port: 80,
            targetPort: '8888',
            containerPort: 8888,
            nodePort: 30001,
            links: ['http://10.0.0.7:30001'],
          },
        ],
      },
    ]);
  });

  it('prefer the node’s address outside the cluster, also in IPv6', async () => {
    const outside = NODE && { ...NODE, externalIp: '2001:db8::7' };
    const ports = [{ port: 80, nodePort: 30001 }];
    const [nb] = await found([service('nb', { type: 'NodePort', ports })], outside);
    expect(nb?.ports[0]?.links).toEqual(['http://[2001:db8::7]:30001']);
  });

  it('lead to a load balancer first, in https where the port says so', async () => {
    const spec = {
      type: 'LoadBalancer',
      externalIPs: ['192.0.2.9'],
      ports: [
        { name: 'https', port: 8443, nodePort: 30002 },
        { name: 'dns', protocol: 'UDP', port: 53, nodePort: 30003 },
      ],
    };
    const [nb] = await found([service('nb', spec, [{ ip: '192.0.2.1', hostname: 'nb.example.com' }])]);
    expect(nb?.externalAddresses).toEqual(['nb.example.com', '192.0.2.9']);
    expect(nb?.ports.map(({ links }) => links)).toEqual([
      ['https://nb.example.com:8443', 'https://192.0.2.9:8443', 'https://10.0.0.7:30002'],
      [],
    ]);
  });

  it('lead nowhere from outside where they have but a cluster IP, or none', async () => {
    const ports = [{ port: 80, targetPort: 'jupyter' }];
    const services = await found([
      service('headless', { clusterIP: 'None', ports }),
      service('inside', { type: 'ClusterIP', ports }),
    ]);
    expect(services.map(({ clusterIp }) => clusterIp)).toEqual([null, '10.96.0.7']);
    expect(services.flatMap(({ ports }) => ports.flatMap(({ links }) => links))).toEqual([]);
  });

  it('name the port of the pod behind a name; a name that no container has is none', async () => {
    const ports = [
      { name: 'a', port: 80, targetPort: 'jupyter' },
      { name: 'b', port: 81, targetPort: 'unknown' },
      { name: 'c', port: 82 },
    ];
    const [nb] = await found([service('nb', { ports })]);
    expect(nb?.ports.map(({ containerPort }) => containerPort)).toEqual([8888, null, 82]);
  });

  it('fail with the API server’s message where they are refused', async () => {
    const server = await KubeApi.start();
    onTestFinished(() => server.stop());
    const message = 'services is forbidden: User "viewer" cannot list resource "services"';
    server.refuse('get', '/api/v1/namespaces/ml/services', { status: 403, message });
    const api = new KubernetesApi(server.connection());
    await expect(servicesOf(api, POD, NODE)).rejects.toMatchObject({ status: 403, message });
  });
});
