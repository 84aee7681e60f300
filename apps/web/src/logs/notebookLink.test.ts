import type { Service, ServicePort } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { announcedNotebook, notebookAddresses, notebookLink } from './notebookLink.ts';

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

const linkIn = (lines: readonly string[], services: readonly Service[] = []) => {
  const found = announcedNotebook(lines, ['nb-0', 'tf-notebook']);
  return found === null ? null : notebookLink(found, services);
};

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
    expect(linkIn([line], NODE_PORT)).toMatchObject({
      line,
      token: TOKEN,
      via: { service: { name: 'tf-notebook' }, url: `http://10.20.0.11:30001${path}` },
      localUrl: `http://127.0.0.1:8888${path}`,
    });
  });

  it('is the newest that the log names', () => {
    const lines = ['old', 'new'].map((token) => `http://127.0.0.1:8888/?token=${token}`);
    expect(linkIn([...lines, 'Saving file at /work.ipynb'], NODE_PORT)?.token).toBe('new');
  });

  it('goes by the Service whose port leads to the notebook’s', () => {
    const services = [
      service('metrics', port({ containerPort: 9090, links: ['http://10.20.0.11:30002'] })),
      service('inside', port({ links: [] })),
      service('both', port({ containerPort: null }), port({ links: ['http://lb.example.com:80'] })),
    ];
    const link = linkIn([`http://127.0.0.1:8888/lab?token=${TOKEN}`], services);
    expect(link?.via).toMatchObject({
      service: { name: 'both' },
      url: `http://lb.example.com/lab?token=${TOKEN}`,
    });
  });

  it('has no way from outside where no Service leads to its port', () => {
    const link = linkIn([`http://127.0.0.1:8889/lab?token=${TOKEN}`], NODE_PORT);
    expect(link).toMatchObject({ via: null, localUrl: `http://127.0.0.1:8889/lab?token=${TOKEN}` });
  });

  it('keeps https where the notebook speaks it, and avoids ports that only root may take', () => {
    const link = linkIn(
      [`https://127.0.0.1/lab?token=${TOKEN}`],
      [service('nb', port({ containerPort: 443 }))],
    );
    expect(link?.via?.url).toBe(`https://10.20.0.11:30001/lab?token=${TOKEN}`);
    expect(link?.localUrl).toBe(`https://127.0.0.1:8443/lab?token=${TOKEN}`);
  });

  it('leaves out a token that the log withholds', () => {
    expect(linkIn(['http://127.0.0.1:8888/lab?token=...'], NODE_PORT)).toMatchObject({
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
    expect(linkIn([line], NODE_PORT)).toBeNull();
  });
});

describe('of all that a server logs', () => {
  const START = [
    '[I 2025-10-12 08:00:01.101 ServerApp] Jupyter Server 2.14.2 is running at:',
    `[I 2025-10-12 08:00:01.101 ServerApp] http://nb-0:8888/lab?token=${TOKEN}`,
    `[I 2025-10-12 08:00:01.101 ServerApp]     http://127.0.0.1:8888/lab?token=${TOKEN}`,
    '    To access the server, open this file in a browser:',
    '        file:///home/jovyan/.local/share/jupyter/runtime/jpserver-7-open.html',
    '    Or copy and paste one of these URLs:',
    `        http://nb-0:8888/lab?token=${TOKEN}`,
  ];
  const REQUESTS = [
    '[W 2025-10-12 08:03:14.737 ServerApp] 404 GET /api/me (::1) 288.85ms referer=http://localhost:18888/lab/tree/a.ipynb',
    '[E 2026-09-29 17:50:10.236 ServerApp] {',
    '      "Referer": "http://127.0.0.1:18888/tree?token=[secret]",',
    '[E 17:50:10.236 ServerApp] 500 POST /api/kernels?token=[secret] (@127.0.0.1) 6.21ms referer=http://127.0.0.1:18888/tree?token=[secret]',
    '127.0.0.1 - - "GET /lab HTTP/1.1" 200 - "http://localhost:18888/lab/tree" "Mozilla/5.0"',
    '[I ServerApp] 302 GET /lab?token=[secret] (@127.0.0.1) 1.10ms',
    'Failed to fetch http://127.0.0.1:5000/org/model/tree/main',
  ];
  const OTHERS = [
    'Make sure to have access to it at https://huggingface.co/org/model-7b-hf/tree/main and pass a token.',
    "HfHubHTTPError: 404 Not Found for url 'https://huggingface.co/api/models/org/model/tree/main/x?recursive=false'",
    'See https://github.com/org/project/tree/main/examples for more examples.',
    'https://huggingface.co/org/model/tree/main',
    'https://files.example.com/download?token=0123456789abcdef',
    'INFO: JupyterHub is now running at http://:8000/',
    `http://hub.example.com/user/a/?token=${TOKEN}`,
  ];
  const right = { port: 8888, path: `/lab?token=${TOKEN}`, token: TOKEN };

  it.each([
    ['before', [...REQUESTS, ...OTHERS, ...START]],
    ['after', [...START, ...REQUESTS, ...OTHERS]],
    ['between', START.flatMap((line, at) => [line, REQUESTS[at] ?? '', OTHERS[at] ?? ''])],
  ])('the start decides, with requests and other addresses %s', (_, lines) => {
    expect(linkIn(lines)).toMatchObject(right);
    expect(linkIn(lines.map((line) => `${line}\r`))).toMatchObject(right);
  });

  it.each([...REQUESTS, ...OTHERS])('%j alone is no notebook', (line) => {
    expect(linkIn([line])).toBeNull();
  });

  it('reads colours, and what a collector wrapped in JSON or prefixed', () => {
    const forms = [
      (line: string) => `\u001b[32m${line}\u001b[0m`,
      (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stderr' }),
      (line: string) => `2025-10-12T08:00:01.101234567Z stderr F ${line}`,
      (line: string) => `2025-10-12 08:00:01,101 INFO ${line}`,
    ];
    for (const form of forms) expect(linkIn(START.map(form))).toMatchObject(right);
  });

  it('takes a withheld token for none, and a link with one before it', () => {
    for (const mask of ['...', '[secret]', '<redacted>', '***', 'REDACTED']) {
      const masked = `http://127.0.0.1:8888/lab?token=${mask}`;
      expect(linkIn([masked])).toMatchObject({ token: null, path: '/lab' });
      expect(linkIn([...START, masked])).toMatchObject(right);
      expect(linkIn([masked, ...START])).toMatchObject(right);
    }
  });

  it('goes by the newest start, though it tells less', () => {
    const again = START.map((line) => line.replaceAll(TOKEN, 'fedcba98').replaceAll('8888', '8889'));
    expect(linkIn([...START, ...REQUESTS, ...again])).toMatchObject({ port: 8889, token: 'fedcba98' });
    const open = [
      '[I ServerApp] Jupyter Server 2.14.2 is running at:',
      '[I ServerApp] http://10.1.2.3:8890/',
    ];
    expect(linkIn([...START, ...open])).toMatchObject({ port: 8890, path: '/', token: null });
  });

  it('knows the start of older ones', () => {
    const lines = [
      '[I 08:00:00 NotebookApp] The Jupyter Notebook is running at: http://[all ip addresses on your system]:8888/',
    ];
    expect(linkIn(lines)).toMatchObject({ port: 8888, path: '/', token: null });
  });
});

describe('the addresses in a line', () => {
  it('say where they stand', () => {
    const line = `or http://0.0.0.0:8888/?token=1 or http://127.0.0.1:8888/?token=2`;
    const found = notebookAddresses(line).map(({ index, raw }) => line.slice(index, index + raw.length));
    expect(found).toEqual(['http://0.0.0.0:8888/?token=1', 'http://127.0.0.1:8888/?token=2']);
  });
});
