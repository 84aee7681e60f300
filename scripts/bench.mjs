import { once, setMaxListeners } from 'node:events';
import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { CommandError, say, script } from './lib/commands.mjs';
import { endpointsOf, startDemo, stop } from './lib/demoProcess.mjs';
import { idleConsole, prometheusRequests } from './lib/manyClusters.mjs';

const API = 'api/v1/clusters/default';
const STEP = 30;
const POINTS = 360;
const PAIRS = 40;
const WARM_UP = 4;
const VIEWERS = 50;
const CLUSTERS = 20;
/** Far more than any request takes; one that hangs is told, not waited for. */
const TIMEOUT_REQUEST_MS = 60_000;
/** How often the SPA's viewers ask, and the multiples of time that their windows end on (apps/web/src/state/range.ts). */
const TICK_SECONDS = 10;
/** A whole number of ticks and of every poll of the console's own. */
const COUNTED_SECONDS = 60;

/**
 * @typedef {import('./lib/demoProcess.mjs').Endpoints} Endpoints
 * @typedef {{ what: string, value: number, unit: string, goal: number }} Figure lower is better
 */

/** One panel of a node's page, and one of the whole fleet. */
const RANGES = [
  { name: '8 series', expr: 'DCGM_FI_DEV_POWER_USAGE{Hostname="gpu-h100-01"}' },
  { name: 'every GPU', expr: 'max by (UUID, GPU_I_ID) (DCGM_FI_DEV_FB_USED)' },
];

/** What a page asks for at each tick. */
const VIEW = {
  reads: ['api/v1/clusters', `${API}/overview`, `${API}/gpus`],
  queries: [
    { id: 'power', type: 'range', expr: 'sum(max by (UUID) (DCGM_FI_DEV_POWER_USAGE))' },
    { id: 'use', type: 'range', expr: 'avg(max by (UUID) (DCGM_FI_DEV_GPU_UTIL)) / 100' },
    { id: 'hottest', type: 'instant', expr: 'topk(3, DCGM_FI_DEV_GPU_TEMP)' },
  ],
};

/** @param {string} url @param {RequestInit} [init] @returns {Promise<string>} the body, once all of it is there */
async function body(url, init) {
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_REQUEST_MS) });
  const text = await reply.text();
  if (!reply.ok) throw new CommandError(`${url} answered ${reply.status}: ${text.slice(0, 300)}`);
  return text;
}

/** @param {unknown} value @returns {RequestInit} */
const posting = (value) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * The same range query through the console and straight to Prometheus, by turns. Each pair has a window of its own, so
 * that no answer is known before.
 * @param {Endpoints} endpoints
 * @returns {Promise<Figure[]>}
 */
async function rangeQueries({ console: url, prometheus }) {
  const now = Math.floor(Date.now() / 1000 / STEP) * STEP - 120;
  const figures = [];
  let shift = 0;
  for (const { name, expr } of RANGES) {
    /** @type {{ ours: number[], theirs: number[] }} */
    const times = { ours: [], theirs: [] };
    for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
      shift += 1;
      const to = now - shift * STEP;
      const from = to - (POINTS - 1) * STEP;
      const request = posting({ from, to, step: STEP, queries: [{ id: 'q', type: 'range', expr }] });
      const form = new URLSearchParams({ query: expr, start: `${from}`, end: `${to}`, step: `${STEP}` });
      /** @type {readonly ['ours' | 'theirs', () => Promise<string>][]} */
      const both = [
        ['ours', () => body(`${url}/${API}/query`, request)],
        ['theirs', () => body(`${prometheus}/api/v1/query_range`, { method: 'POST', body: form })],
      ];
      for (const [whose, ask] of pair % 2 === 0 ? both : both.toReversed()) {
        const milliseconds = await timed(ask);
        if (pair >= 0) times[whose].push(milliseconds);
      }
    }
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    say(`  ${name} × ${POINTS} points: ${ours.toFixed(1)} ms, straight ${theirs.toFixed(1)} ms`);
    figures.push({
      what: `range query, ${name}`,
      value: ours / theirs,
      unit: '× straight to Prometheus',
      goal: 1.15,
    });
  }
  return figures;
}

/** @param {Endpoints} endpoints @param {AbortSignal} signal @param {number} phase seconds after each tick */
async function viewer({ console: url }, signal, phase) {
  while (!signal.aborted) {
    const now = Date.now() / 1000;
    const next = Math.floor((now - phase) / TICK_SECONDS + 1) * TICK_SECONDS + phase;
    await delay((next - now) * 1000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const to = Math.floor(next / TICK_SECONDS) * TICK_SECONDS;
    const window = { from: to - 3600, to, maxDataPoints: 500 };
    await Promise.all([
      ...VIEW.reads.map((path) => body(`${url}/${path}`)),
      body(`${url}/${API}/query`, posting({ ...window, queries: VIEW.queries })),
    ]);
  }
}

/** @param {Endpoints} endpoints @param {number} count viewers spread evenly over the tick @returns {Promise<number>} */
async function callsOf(endpoints, count) {
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  const viewers = Array.from({ length: count }, (_, index) =>
    viewer(endpoints, leaving.signal, (index / count) * (TICK_SECONDS - 1)),
  );
  await delay(1.5 * TICK_SECONDS * 1000);
  const before = await prometheusRequests(endpoints.console);
  await delay(COUNTED_SECONDS * 1000);
  const calls = (await prometheusRequests(endpoints.console)) - before;
  leaving.abort();
  await Promise.all(viewers);
  return calls;
}

/** @param {Endpoints} endpoints @returns {Promise<Figure[]>} */
async function sharedViews(endpoints) {
  const one = await callsOf(endpoints, 1);
  const many = await callsOf(endpoints, VIEWERS);
  say(`  requests to Prometheus in ${COUNTED_SECONDS} s: ${one} for one viewer, ${many} for ${VIEWERS}`);
  return [
    { what: `${VIEWERS} viewers' upstream requests`, value: many / one, unit: "× one viewer's", goal: 1.1 },
  ];
}

/** @param {Endpoints} endpoints @returns {Promise<Figure[]>} */
async function manyClusters(endpoints) {
  const one = await idleConsole(endpoints, 1);
  const many = await idleConsole(endpoints, CLUSTERS);
  say(
    `  ${one.mebibytes.toFixed(0)} MiB with one cluster, ${many.mebibytes.toFixed(0)} MiB with ${CLUSTERS}`,
  );
  const each = (many.mebibytes - one.mebibytes) / (CLUSTERS - 1);
  return [
    { what: `start with ${CLUSTERS} clusters`, value: many.startSeconds, unit: 's', goal: 5 },
    { what: 'memory of a cluster that nobody looks at', value: each, unit: 'MiB', goal: 40 },
    { what: 'requests to Prometheus while nobody looks', value: many.polls, unit: '', goal: 0 },
  ];
}

/** @param {string} url @returns {Promise<{ code: string, bytes: number }>} a script, and its size on the wire with gzip */
async function fetchScript(url) {
  // fetch unpacks without telling what came.
  const signal = AbortSignal.timeout(TIMEOUT_REQUEST_MS);
  const asked = get(url, { headers: { 'accept-encoding': 'gzip' }, signal });
  const [reply] = await once(asked, 'response');
  const packed = await buffer(reply);
  const isGzip = reply.headers['content-encoding'] === 'gzip';
  return { code: (isGzip ? gunzipSync(packed) : packed).toString(), bytes: packed.length };
}

/**
 * What the Overview needs before it paints its numbers: the page's scripts, its route's and texts', and all that these import.
 * @param {Endpoints} endpoints
 * @returns {Promise<Figure[]>}
 */
async function firstPaint({ console: url }) {
  /** @type {Map<string, { code: string, bytes: number }>} */
  const scripts = new Map();
  /** @param {string} name */
  const visit = async (name) => {
    if (scripts.has(name)) return;
    const script = await fetchScript(`${url}/assets/${name}`);
    scripts.set(name, script);
    for (const [, imported = ''] of script.code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) {
      await visit(imported);
    }
  };
  for (const [, name = ''] of (await body(url)).matchAll(/\/assets\/([\w.-]+\.js)/g)) await visit(name);
  for (const lazy of [/OverviewPage-[\w-]+\.js/, /firstTexts\.en-[\w-]+\.js/]) {
    const name = [...scripts.values()].map(({ code }) => lazy.exec(code)?.[0]).find(Boolean);
    if (name === undefined) throw new CommandError(`No script is called ${lazy.source}.`);
    await visit(name);
  }
  const bytes = [...scripts.values()].reduce((sum, script) => sum + script.bytes, 0);
  say(`  ${scripts.size} scripts before the Overview paints`);
  return [{ what: 'gzip JavaScript before the first paint', value: bytes / 1000, unit: 'kB', goal: 150 }];
}

script(async () => {
  const demo = startDemo(['--scenario', 'fleet']);
  const figures = [];
  try {
    const endpoints = await endpointsOf(demo);
    for (const [title, measure] of /** @type {const} */ ([
      ['First paint', firstPaint],
      ['Uncached range queries', rangeQueries],
      ['Viewers of one page', sharedViews],
      ['Many clusters', manyClusters],
    ])) {
      say(`\n${title} …`);
      figures.push(...(await measure(endpoints)));
    }
  } finally {
    await stop(demo);
  }
  say('');
  for (const { what, value, unit, goal } of figures) {
    say(`${value <= goal ? '✓' : '✗'} ${what}: ${value.toFixed(2)} ${unit} (goal ≤ ${goal})`);
  }
  console.log(JSON.stringify(figures));
});
