import { once } from 'node:events';
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { PodDetail } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { kubePod } from '../../testing/kubeObjects.ts';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';
import { until } from '../../testing/until.ts';
import { MAX_READERS } from './logs.ts';

const LOG = '/api/v1/namespaces/ml/pods/job/log';
const logs = (query = '', pod = 'job') =>
  `${pathTo('logs', { cluster: 'default', namespace: 'ml', pod })}${query}`;

const JOB = kubePod('job', {
  node: 'worker-1',
  spec: {
    initContainers: [{ name: 'fetch' }],
    containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '1' } } }],
  },
});
const PAIR = kubePod('pair', {
  node: 'worker-1',
  spec: {
    containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '1' } } }, { name: 'side' }],
  },
});

let lab: Lab;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  lab.kube.put(JOB, PAIR);
  shared = await (await TestConsole.start(lab)).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
});

/** A log that the test goes on to write; `closed` once nobody reads it upstream. */
function openLog(pod = 'ml/job') {
  const opened: ServerResponse[] = [];
  let closed = 0;
  lab.kube.logs.set(pod, (response) => {
    opened.push(response);
    response.on('close', () => {
      closed += 1;
    });
    response.flushHeaders();
  });
  return {
    print: (text: string) => opened.at(-1)?.write(text),
    end: () => opened.at(-1)?.end(),
    opened: () => opened.length,
    closed: () => closed,
  };
}

/** Reads a streamed reply as it comes. */
async function reading(from: TestConsole, path: string, headers: Readonly<Record<string, string>> = {}) {
  const gone = new AbortController();
  const reply = await fetch(`${from.url}${path}`, { headers, signal: gone.signal });
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) text += decoder.decode(chunk, { stream: true });
  })();
  ended.catch(() => {});
  return { reply, text: () => text, ended, leave: () => gone.abort() };
}

describe('a log', () => {
  it('comes as plain text that no browser takes for anything else', async () => {
    lab.kube.logs.set('ml/job', (response) => response.end('<script>alert(1)</script>\n'));
    const reply = await shared.ask(logs());
    expect(reply.text).toBe('<script>alert(1)</script>\n');
    expect(reply.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store, no-transform',
    });
    expect(reply.headers).not.toHaveProperty('content-disposition');
  });

  it('comes byte for byte, also where it is no UTF-8', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x0a]);
    lab.kube.logs.set('ml/job', (response) => response.end(bytes));
    expect((await shared.ask(logs())).bytes).toEqual(bytes);
  });

  it.each([
    ['', { container: 'main', tailLines: '1000', limitBytes: '33554432' }],
    ['?container=fetch&tail=5&sinceSeconds=60', { container: 'fetch', tailLines: '5', sinceSeconds: '60' }],
    ['?previous=true&timestamps=true', { previous: 'true', timestamps: 'true' }],
    ['?limitBytes=100', { container: 'main', limitBytes: '100' }],
  ])('is asked for as %s says', async (query, asked) => {
    lab.kube.logs.set('ml/job', (response) => response.end());
    await shared.ask(logs(query));
    expect(lab.kube.asked('get', LOG).at(-1)).toMatchObject(asked);
  });

  it('is whole, and has a name, as a file', async () => {
    lab.kube.logs.set('ml/job', (response) => response.end('all of it\n'));
    const { headers, text } = await shared.ask(logs('?download=true'));
    expect(text).toBe('all of it\n');
    expect(headers).toMatchObject({
      'content-disposition': 'attachment; filename=ml_job_main.log',
      'content-type': 'text/plain; charset=utf-8',
    });
    expect(lab.kube.asked('get', LOG).at(-1)).toEqual({ container: 'main', limitBytes: '268435456' });
  });

  it('of the GPU Operator’s pods can be read too', async () => {
    lab.kube.logs.set('gpu-operator/nvidia-dcgm-exporter-worker-1', (response) => response.end('ready\n'));
    const path = pathTo('logs', {
      cluster: 'default',
      namespace: 'gpu-operator',
      pod: 'nvidia-dcgm-exporter-worker-1',
    });
    expect((await shared.ask(path)).text).toBe('ready\n');
  });
});

describe('a followed log', () => {
  it('comes as it is printed, and ends with its container', async () => {
    const log = openLog();
    const reader = await reading(shared, logs('?follow=true'));
    expect(lab.kube.asked('get', LOG).at(-1)).toEqual({
      container: 'main',
      tailLines: '1000',
      follow: 'true',
    });
    log.print('one\n');
    await until('the first line has come', () => reader.text() === 'one\n');
    log.print('two\n');
    log.end();
    await reader.ended;
    expect(reader.text()).toBe('one\ntwo\n');
  });

  it('is read no further upstream when its reader leaves', async () => {
    const log = openLog();
    const reader = await reading(shared, logs('?follow=true'));
    reader.leave();
    await until('the API server is left', () => log.closed() === 1);
  });

  it('is left upstream too where its reader leaves before anything came', async () => {
    let closed = false;
    lab.kube.logs.set('ml/job', (response) => {
      response.on('close', () => {
        closed = true;
      });
    });
    const before = lab.kube.asked('get', LOG).length;
    const gone = new AbortController();
    const reply = fetch(`${shared.url}${logs('?follow=true')}`, { signal: gone.signal });
    await until('it is asked for', () => lab.kube.asked('get', LOG).length > before);
    gone.abort();
    await expect(reply).rejects.toThrow('abort');
    await until('the API server is left', () => closed);
    expect(shared.log.filter((line) => !line.includes('"log read"'))).toEqual([]);
  });

  it('is read no faster than its reader takes it', async () => {
    const chunk = 'x'.repeat(1 << 20);
    let drained = 0;
    let waits = false;
    lab.kube.logs.set('ml/job', async (response) => {
      for (; drained < 200; drained += 1) {
        if (response.write(chunk)) continue;
        waits = true;
        await once(response, 'drain');
        waits = false;
      }
      response.end();
    });
    const gone = new AbortController();
    const reply = await fetch(`${shared.url}${logs('?follow=true')}`, { signal: gone.signal });
    await until('the API server has to wait', () => waits);
    expect(drained).toBeLessThan(200);
    let bytes = 0;
    for await (const piece of reply.body ?? []) bytes += piece.byteLength;
    expect(bytes).toBe(200 * chunk.length);
  });

  it('ends in good order when the console stops', async () => {
    const own = await (await lab.console()).follow();
    const log = openLog();
    const reader = await reading(own, logs('?follow=true'));
    log.print('last words\n');
    await until('they have come', () => reader.text() === 'last words\n');
    own.beginStop();
    await expect(reader.ended).resolves.toBeUndefined();
    await until('the API server is left', () => log.closed() === 1);
  });

  it('is cut, not ended, where the API server breaks off', async () => {
    const log = openLog();
    const reader = await reading(shared, logs('?follow=true'));
    log.print('half a li');
    await until('it has come', () => reader.text() !== '');
    lab.kube.breakConnections();
    await expect(reader.ended).rejects.toThrow();
  });

  it('is refused while as many are read as one console reads, and given again after', async () => {
    const own = await (await lab.console({ trustProxy: 1 })).follow();
    const log = openLog();
    const path = logs('?follow=true');
    const from = (client: number) => ({ 'x-forwarded-for': `10.0.0.${client}` });
    const readers = await Promise.all(
      Array.from({ length: MAX_READERS.console }, (_, n) => reading(own, path, from(n % 20))),
    );
    const refused = own.ask(path, { headers: from(99) });
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too_many_readers' });
    expect((await refused).headers).toMatchObject({ 'retry-after': '5' });
    readers[0]?.leave();
    await until('one is closed', () => log.closed() === 1);
    const again = await reading(own, path, from(99));
    expect(again.reply.status).toBe(200);
    for (const { leave } of [...readers, again]) leave();
    await until('all are closed', () => log.closed() === MAX_READERS.console + 1);
  });

  it('holds no place once it was read, or refused, or only its head was', async () => {
    const own = await (await lab.console()).follow();
    const allow = lab.kube.refuse('get', LOG, { status: 404, message: 'pods "job" not found' });
    for (let n = 0; n <= MAX_READERS.client; n += 1) expect((await own.ask(logs())).status).toBe(404);
    allow();
    lab.kube.logs.set('ml/job', (response) => response.end('done\n'));
    for (let n = 0; n <= MAX_READERS.client; n += 1) expect((await own.ask(logs())).status).toBe(200);
    const log = openLog();
    // On one connection, which goes on to the next request though the log goes on.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    for (let n = 0; n <= MAX_READERS.client; n += 1) {
      const asking = request(`${own.url}${logs('?follow=true')}`, { method: 'HEAD', agent }).end();
      const [reply]: [IncomingMessage] = await once(asking, 'response').then(([first]) => [first]);
      expect(reply.statusCode).toBe(200);
      await once(reply.resume(), 'end');
    }
    await until('none is read any more', () => log.closed() === log.opened());
    log.end();
  });

  it('is refused to a client that reads its share, and given to others', async () => {
    const own = await (await lab.console({ trustProxy: 1 })).follow();
    const log = openLog();
    const path = logs('?follow=true');
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const readers = await Promise.all(
      Array.from({ length: MAX_READERS.client }, () => reading(own, path, from('10.0.0.1'))),
    );
    const refused = own.ask(path, { headers: from('10.0.0.1') });
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too_many_readers' });
    const other = await reading(own, path, from('10.0.0.2'));
    expect(other.reply.status).toBe(200);
    for (const { leave } of [...readers, other]) leave();
    await until('all are closed', () => log.closed() === MAX_READERS.client + 1);
    const again = await reading(own, path, from('10.0.0.1'));
    expect(again.reply.status).toBe(200);
    again.leave();
    await until('the last is closed', () => log.closed() === MAX_READERS.client + 2);
  });
});

describe('a log that cannot be read', () => {
  const refused = (status: number, message: string) => {
    onTestFinished(lab.kube.refuse('get', LOG, { status, message }));
  };

  it('because the pod has no such container names those it has', async () => {
    expect(await problemOf(shared.ask(logs('?container=other')))).toMatchObject({
      status: 400,
      code: 'container_not_found',
      detail: 'Pod "job" has no container "other": name one of fetch, main',
    });
  });

  it('because the pod has several containers names them', async () => {
    expect(await problemOf(shared.ask(logs('', 'pair')))).toMatchObject({
      status: 400,
      code: 'container_not_found',
      detail: 'Pod "pair" has more than one container: name one of main, side',
    });
  });

  it.each([
    [400, 'container "main" in pod "job" is waiting to start: ContainerCreating', 409, 'container_waiting'],
    [400, 'previous terminated container "main" in pod "job" not found', 404, 'no_previous_log'],
    [400, 'container main is not valid for pod job', 400, 'container_not_found'],
    [404, 'pods "job" not found', 404, 'pod_not_found'],
    [500, 'Get "https://10.0.0.1:10250/containerLogs/ml/job/main": dial tcp', 502, 'upstream_error'],
  ])('with %i "%s" says so as %i', async (status, message, as, code) => {
    refused(status, message);
    expect(await problemOf(shared.ask(logs()))).toMatchObject({
      status: as,
      code,
      detail: expect.stringContaining(message),
      upstream: { source: 'kubernetes', status, message },
    });
  });

  it('because the console may not says which right it lacks', async () => {
    const message = 'pods "job" is forbidden: User "viewer" cannot get resource "pods/log"';
    refused(403, message);
    expect(await problemOf(shared.ask(logs()))).toMatchObject({
      status: 403,
      code: 'logs_forbidden',
      detail: expect.stringContaining('resources: [pods/log], verbs: [get]'),
      upstream: { status: 403, message },
    });
  });

  it('because the pod is none of those that the console shows is not asked for', async () => {
    expect(await problemOf(shared.ask(logs('', 'secret')))).toMatchObject({
      status: 404,
      code: 'pod_not_found',
    });
    expect(lab.kube.asked('get', '/api/v1/namespaces/ml/pods/secret/log')).toEqual([]);
  });

  it.each(['tail=0', 'tail=', 'tail=50001', 'tail=many', 'sinceSeconds=-1', 'follow=maybe', 'lines=5'])(
    'because of %s is a bad request',
    async (query) => {
      expect(await problemOf(shared.ask(logs(`?${query}`)))).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    },
  );

  it('because nobody has heard of the cluster yet says that', async () => {
    const own = await lab.console();
    expect(await problemOf(own.ask(logs()))).toMatchObject({ status: 503, code: 'kubernetes_unreachable' });
  });
});

describe('the Services on a pod’s page', () => {
  it('are those that reach it, with where its node answers', async () => {
    const { services } = await shared.read(
      PodDetail,
      pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'train-0' }),
    );
    expect(services).toMatchObject({
      problem: null,
      items: [{ name: 'notebook', ports: [{ containerPort: 8888, links: ['http://10.0.0.1:30001'] }] }],
    });
    const other = await shared.read(
      PodDetail,
      pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'train-1' }),
    );
    expect(other.services).toEqual({ items: [], problem: null });
  });

  it('are missing, and why is said, where they may not be read', async () => {
    const message = 'services is forbidden: User "viewer" cannot list resource "services"';
    onTestFinished(lab.kube.refuse('get', '/api/v1/namespaces/ml/services', { status: 403, message }));
    const detail = await shared.read(
      PodDetail,
      pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'train-0' }),
    );
    expect(detail.services).toEqual({ items: null, problem: message });
    expect(detail.pod.name).toBe('train-0');
  });
});
