import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DashboardList, ValuesReply } from '@gpu-console/shared/contract';
import { INPUT_LIMITS } from '@gpu-console/shared/dashboards/limits';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';

let lab: Lab;
let directory: string;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  directory = await mkdtemp(join(tmpdir(), 'hostile-'));
  shared = await (await TestConsole.start(lab, { dashboards: directory })).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
  await rm(directory, { recursive: true });
});

/** A dashboard of the console's own form, as text: what hurts need not be anything that an object can be. */
const own = (more: string, id = 'bad') => `{"id":"${id}","title":"t","variables":[],"panels":[]${more}}`;
const from = (document: string) => `,"origin":{"format":"grafana","document":${document}}`;
const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const HOSTILE: readonly (readonly [string, () => string, RegExp])[] = [
  ['an origin nested too deep to be exported', () => from(nested(INPUT_LIMITS.depth + 1)), /levels deep/],
  ['an origin nested far too deep', () => from(nested(500_000)), /levels deep/],
  [
    'a field nested far too deep',
    () => `,"tags":${'['.repeat(500_000)}${']'.repeat(500_000)}`,
    /levels deep/,
  ],
  ['a million mistakes', () => `,"tags":[${'0,'.repeat(1_000_000)}0]`, /more than \d+ values/],
  ['a key that reaches for prototypes', () => from('{"__proto__":{"polluted":true}}'), /__proto__/],
  ['such a key of another name', () => from('{"a":{"constructor":{"prototype":1}}}'), /constructor/],
];

describe('a dashboard made to hurt', () => {
  it.each(HOSTILE)(
    'is refused with the reason, and others are answered meanwhile: %s',
    async (_, more, reason) => {
      const body = `{"version":null,"dashboard":${own(more())}}`;
      const headers = { 'content-type': 'application/json' };
      const refused = problemOf(
        shared.ask(pathTo('dashboard', { cluster: 'default', dashboard: 'bad' }), {
          method: 'PUT',
          headers,
          body,
        }),
      );
      const [problem, health] = await Promise.all([refused, shared.ask('/healthz')]);
      expect(problem).toMatchObject({
        status: 400,
        code: 'invalid_request',
        detail: expect.stringMatching(reason),
      });
      expect(problem.detail?.length).toBeLessThan(20_000);
      expect(health.json()).toEqual({ status: 'ok' });
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );

  it('is a 413 where it is larger than any', async () => {
    const body = { dashboard: { id: 'bad', title: 'x'.repeat(9_000_000) }, version: null };
    const reply = shared.send('PUT', pathTo('dashboard', { cluster: 'default', dashboard: 'bad' }), body);
    expect(await problemOf(reply)).toMatchObject({ status: 413, code: 'body_too_large' });
    expect((await shared.ask('/healthz')).status).toBe(200);
  });

  it('says few of many mistakes', async () => {
    const selected = Array.from({ length: 5000 }, () => 0);
    const variables = [{ kind: 'query', name: 'v', query: 'up', selected }];
    const dashboard = { id: 'bad', title: '', variables, panels: [] };
    const reply = shared.send('PUT', pathTo('dashboard', { cluster: 'default', dashboard: 'bad' }), {
      dashboard,
      version: null,
    });
    const { status, errors } = await problemOf(reply);
    expect(status).toBe(400);
    expect(errors).toHaveLength(50);
  });
});

const ALIASES = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`,
    ),
  )
  .join('\n');

describe('a file made to hurt, in the directory of dashboards', () => {
  it.each<[string, string, () => string, RegExp]>([
    ['aliases', 'yaml', () => ALIASES, /aliases/],
    ['large', 'json', () => `{"title": "${'x'.repeat(9_000_000)}"}`, /9000013 bytes/],
    ['long', 'yaml', () => `a: ${'x'.repeat(INPUT_LIMITS.yamlCharacters)}`, /characters/],
    ['grafana-deep', 'json', () => nested(500_000), /levels deep/],
    ['own-deep', 'json', () => own(from(nested(500_000)), 'own-deep'), /levels deep/],
    ['prototype', 'yaml', () => 'spec:\n  __proto__:\n    polluted: true', /__proto__/],
    ['own-constructor', 'json', () => own(from('{"constructor":1}'), 'own-constructor'), /constructor/],
  ])(
    'is listed as no dashboard, with the reason, beside the others: %s.%s',
    async (id, extension, text, reason) => {
      const name = `${id}.${extension}`;
      await writeFile(join(directory, name), text());
      await writeFile(join(directory, 'good.json'), own('', 'good'));
      const [list, health] = await Promise.all([
        shared.read(DashboardList, pathTo('dashboards', { cluster: 'default' })),
        shared.ask('/healthz'),
      ]);
      await rm(join(directory, name));
      expect(health.status).toBe(200);
      expect(list.items.map((one) => one.id)).toContain('good');
      expect(list.unreadable).toEqual([{ name, reason: expect.stringMatching(reason) }]);
    },
  );
});

describe('a question for a variable’s values made to hurt', () => {
  const ask = async (query: object) => {
    const { lastScrape: to } = lab;
    const [reply, health] = await Promise.all([
      shared.post(pathTo('values', { cluster: 'default' }), { from: to - 3600, to, queries: [query] }),
      shared.ask('/healthz'),
    ]);
    expect(health.status).toBe(200);
    return reply;
  };

  it.each(['(a+)+$', '(.*a){25}', `${'(a|a?)'.repeat(50)}b`])(
    'is answered by Prometheus’ own expressions, which do not run away: %s',
    async (pattern) => {
      const [result] = ValuesReply.parse((await ask({ kind: 'metrics', pattern })).json()).results;
      expect(result).toMatchObject({ values: expect.any(Array) });
    },
  );

  it.each(['x"} or {job=~".*', 'x\\"} or vector(1)', '`', 'a\nb'])(
    'stays within its quotes: %j',
    async (pattern) => {
      const [result] = ValuesReply.parse((await ask({ kind: 'metrics', pattern })).json()).results;
      expect(result).not.toEqual({ values: expect.arrayContaining([expect.stringContaining('DCGM')]) });
    },
  );

  it.each(['../../admin', 'Hostname/../x', 'a"b', ''])(
    'names a label, and no other path: %j',
    async (label) => {
      expect(await problemOf(ask({ kind: 'labelValues', label }))).toMatchObject({ status: 400 });
    },
  );
});
