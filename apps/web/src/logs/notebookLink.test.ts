import type { Service, ServicePort } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { notebookAddresses, notebookLink } from './notebookLink.ts';

const TOKEN = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978';

const port = (more: Partial<ServicePort> = {}): ServicePort => ({
  name: 'http',
  protocol: 'TCP',
  port: 80,
  targetPort: '8888',
  containerPort: 8888,
  nodePort: 30001,
  links: ['http://10.20.0.11:30001'],
  ...more,
});
const service = (name: string, ...ports: ServicePort[]): Service => ({
  name,
  type: 'NodePort',
  clusterIp: '10.96.0.7',
  externalAddresses: [],
  ports,
});
const NODE_PORT = [service('tf-notebook', port())];

describe('the link to a notebook', () => {
  it.each([
    [`     or http://127.0.0.1:8888/?token=${TOKEN}`, `/?token=${TOKEN}`],
    [`http://tf-notebook:8888/?token=${TOKEN}`, `/?token=${TOKEN}`],
    [`[I 08:00 ServerApp]     http://127.0.0.1:8888/lab?token=${TOKEN}`, `/lab?token=${TOKEN}`],
    [`http://(a1b2c3 or 127.0.0.1):8888/?token=${TOKEN}`, `/?token=${TOKEN}`],
    [`http://[::1]:8888/tree?token=${TOKEN}`, `/tree?token=${TOKEN}`],
    [`http://nb-0:8888/notebook/ml/nb/lab?token=${TOKEN}`, `/notebook/ml/nb/lab?token=${TOKEN}`],
    [`"http://127.0.0.1:8888/lab?token=${TOKEN}"`, `/lab?token=${TOKEN}`],
  ])('%j leads through the Service to the node', (line, path) => {
    expect(notebookLink([line], NODE_PORT)).toMatchObject({
      line,
      token: TOKEN,
      via: { service: { name: 'tf-notebook' }, url: `http://10.20.0.11:30001${path}` },
      localUrl: `http://127.0.0.1:8888${path}`,
    });
  });

  it('is the newest that the log names', () => {
    const lines = ['old', 'new'].map((token) => `http://127.0.0.1:8888/?token=${token}`);
    expect(notebookLink([...lines, 'Saving file at /work.ipynb'], NODE_PORT)?.token).toBe('new');
  });

  it('goes by the Service whose port leads to the notebook’s', () => {
    const services = [
      service('metrics', port({ containerPort: 9090, links: ['http://10.20.0.11:30002'] })),
      service('inside', port({ links: [] })),
      service('both', port({ containerPort: null }), port({ links: ['http://lb.example.com:80'] })),
    ];
    const link = notebookLink([`http://127.0.0.1:8888/lab?token=${TOKEN}`], services);
    expect(link?.via).toMatchObject({
      service: { name: 'both' },
      url: `http://lb.example.com/lab?token=${TOKEN}`,
    });
  });

  it('has no way from outside where no Service leads to its port', () => {
    const link = notebookLink([`http://127.0.0.1:8889/lab?token=${TOKEN}`], NODE_PORT);
    expect(link).toMatchObject({ via: null, localUrl: `http://127.0.0.1:8889/lab?token=${TOKEN}` });
  });

  it('keeps https where the notebook speaks it, and avoids ports that only root may take', () => {
    const link = notebookLink(
      [`https://127.0.0.1/lab?token=${TOKEN}`],
      [service('nb', port({ containerPort: 443 }))],
    );
    expect(link?.via?.url).toBe(`https://10.20.0.11:30001/lab?token=${TOKEN}`);
    expect(link?.localUrl).toBe(`https://127.0.0.1:8443/lab?token=${TOKEN}`);
  });

  it('leaves out a token that the log withholds', () => {
    expect(notebookLink(['http://127.0.0.1:8888/lab?token=...'], NODE_PORT)).toMatchObject({
      token: null,
      via: { url: 'http://10.20.0.11:30001/lab' },
    });
  });

  it.each([
    'Server ready, listening on http://0.0.0.0:8000',
    'file:///root/.local/share/jupyter/runtime/nbserver-1-open.html',
    `javascript:alert(1)//http:8888/?token=${TOKEN}`,
    `ftp://127.0.0.1:8888/?token=${TOKEN}`,
    `http://127.0.0.1:8888//evil.example/?token=${TOKEN}`,
    'GET /lab?token=abc',
    '',
  ])('is not made of %j', (line) => {
    expect(notebookLink([line], NODE_PORT)).toBeNull();
  });
});

describe('the addresses in a line', () => {
  it('say where they stand', () => {
    const line = `see http://a:8888/?token=1 or http://b:8888/?token=2`;
    const found = notebookAddresses(line).map(({ index, raw }) => line.slice(index, index + raw.length));
    expect(found).toEqual(['http://a:8888/?token=1', 'http://b:8888/?token=2']);
  });
});
