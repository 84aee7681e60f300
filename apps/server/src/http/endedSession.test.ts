import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Authentication, noAuthentication } from '../access/authentication.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import { Lab } from '../testing/lab.ts';
import { until } from '../testing/until.ts';

const LOG = `${pathTo('logs', { cluster: 'default', namespace: 'ml', pod: 'job' })}?follow=true`;
const JOB = kubePod('job', { node: 'worker-1' });

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
  lab.kube.put(JOB);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => lab.stop());

/** Somebody follows a log of which one line has come; `tick` lets the time for a check pass. */
async function following(hasEnded: Authentication['hasEnded']) {
  const opened: ServerResponse[] = [];
  lab.kube.logs.set('ml/job', (response) => {
    opened.push(response);
    response.write('one\n');
  });
  const console = await (await lab.console({ authentication: { ...noAuthentication, hasEnded } })).follow();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const reply = await fetch(console.url + LOG);
  const reader = reply.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one\n');
  return { log: opened[0], next: () => reader?.read(), tick: () => vi.advanceTimersByTime(30_000) };
}

it.each([
  ['has ended', async () => true],
  ['may have ended', () => Promise.reject(new Error('not known'))],
])('a log that is followed is cut where the session %s', async (_, hasEnded) => {
  const { log, next, tick } = await following(hasEnded);
  if (log === undefined) throw new Error('no log was read');
  const closed = once(log, 'close');
  const broken = expect(next()).rejects.toThrow();
  tick();
  await broken;
  await closed;
});

it('a log that is followed goes on where the session does', async () => {
  let asked = 0;
  const { log, next, tick } = await following(async () => {
    asked += 1;
    return false;
  });
  tick();
  await until('it was asked', () => asked === 1);
  log?.end('two\n');
  expect(new TextDecoder().decode((await next())?.value)).toBe('two\n');
  expect(await next()).toMatchObject({ done: true });
  tick();
  expect(asked).toBe(1);
});
