import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterList } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Lab, problemOf, TestConsole } from '../testing/lab.ts';

const INDEX = [
  '<meta property="csp-nonce" nonce="" />',
  '<meta name="base-path" content="" />',
  '<link href="./favicon.svg" /><script src="./assets/main-1a2b.js"></script>',
].join('\n');
/** What the page is told of itself. */
const FILLED =
  /^<meta property="csp-nonce" nonce="(?<nonce>[\w+/=]{24})" \/>\n<meta name="base-path" content="(?<base>[^"]*)" \/>\n<link href="(?<icon>[^"]+)" \/><script src="(?<script>[^"]+)"><\/script>$/;

let lab: Lab;
let webRoot: string;
let root: TestConsole;
let below: TestConsole;
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'gpu-console-web-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), INDEX);
  await writeFile(join(webRoot, 'favicon.svg'), '<svg/>');
  await writeFile(join(webRoot, 'assets', 'main-1a2b.js'), 'start()');
  lab = await Lab.start();
  root = await TestConsole.start(lab, { webRoot });
  below = await TestConsole.start(lab, { webRoot, basePath: '/tools/gpu' });
});
afterAll(async () => {
  await root.stop();
  await below.stop();
  await lab.stop();
  await rm(webRoot, { recursive: true });
});

const page = async (from: TestConsole, path: string) => {
  const { text, headers } = await from.ask(path);
  const { nonce, base, icon, script } = FILLED.exec(text)?.groups ?? {};
  return { nonce, base, icon, script, policy: String(headers['content-security-policy']) };
};

describe('the page', () => {
  it.each(['/', '/c/default/nodes/worker-1', '/index.html'])(
    'at %s is told that it is at the root',
    async (path) => {
      expect(await page(root, path)).toMatchObject({
        base: '',
        icon: '/favicon.svg',
        script: '/assets/main-1a2b.js',
      });
    },
  );

  it.each(['/', '/c/default/nodes/worker-1', '/index.html', '/c/default/gpus?filter=a'])(
    'at %s below a path is told where that is',
    async (path) => {
      expect(await page(below, `/tools/gpu${path}`)).toMatchObject({
        base: '/tools/gpu',
        icon: '/tools/gpu/favicon.svg',
        script: '/tools/gpu/assets/main-1a2b.js',
      });
    },
  );

  it('has a nonce that its policy names, another each time', async () => {
    const [first, second] = [await page(root, '/'), await page(root, '/')];
    for (const { nonce, policy } of [first, second])
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(first.nonce).not.toBe(second.nonce);
  });
});

describe('below its path', () => {
  it('are assets, other files and the API', async () => {
    expect((await below.ask('/tools/gpu/assets/main-1a2b.js')).text).toBe('start()');
    expect((await below.ask('/tools/gpu/favicon.svg')).text).toBe('<svg/>');
    const { items } = await below.read(ClusterList, `/tools/gpu${pathTo('clusters', {})}`);
    expect(items).toHaveLength(1);
  });

  it('the OpenAPI document says where the API is', async () => {
    const Document = z.object({ servers: z.array(z.object({ url: z.string() })) });
    const { servers } = await below.read(Document, '/tools/gpu/api/openapi.json');
    expect(servers).toEqual([{ url: '/tools/gpu' }]);
  });

  it.each([
    ['/tools/gpu', '/tools/gpu/'],
    ['/tools/gpu?range=1h&x=?', '/tools/gpu/?range=1h&x=?'],
  ])('%s is sent on to %s', async (path, location) => {
    expect(await below.ask(path)).toMatchObject({ status: 308, headers: { location } });
  });

  it('what is not there is told with its whole path', async () => {
    const path = '/tools/gpu/api/v1/nothing';
    expect(await problemOf(below.ask(path))).toMatchObject({
      status: 404,
      detail: `There is nothing at GET ${path}`,
      instance: path,
    });
  });

  it.each(['/healthz', '/readyz'])('%s is a page like any other', async (path) => {
    expect(await page(below, `/tools/gpu${path}`)).toMatchObject({ base: '/tools/gpu' });
  });
});

describe('beside its path', () => {
  it.each(['/healthz', '/metrics'])('%s answers', async (path) => {
    expect(await below.ask(path)).toMatchObject({ status: 200 });
  });

  it.each([
    ...[
      '/',
      '/index.html',
      '/assets/main-1a2b.js',
      '/favicon.svg',
      '/api/openapi.json',
      '/c/default/overview',
    ],
    ...[
      '/tools',
      '/tools/',
      '/tools/gpux',
      '/tools/gpu2/',
      '/TOOLS/gpu/',
      '//tools/gpu/',
      pathTo('clusters', {}),
    ],
    ...['/tools%2Fgpu/', '/x/tools/gpu/'],
  ])('there is nothing at %s', async (path) => {
    expect(await problemOf(below.ask(path))).toMatchObject({ status: 404, code: 'not_found' });
  });
});
