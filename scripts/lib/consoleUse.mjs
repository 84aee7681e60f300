import { json, until } from './children.mjs';
import { TIMEOUT_SECONDS } from './rightsWorld.mjs';

const API = 'api/v1/clusters/default';

/** @param {string} url @returns {Promise<{ node: string, namespace: string, pod: string }>} of a cluster that is known */
export function firstOf(url) {
  return until(
    'the first node and pod',
    async (signal) => {
      const nodes = await json(`${url}/${API}/nodes`, signal);
      const pods = await json(`${url}/${API}/pods`, signal);
      const running = pods?.items.find((/** @type {any} */ pod) => pod.phase === 'Running');
      const [node] = nodes?.items ?? [];
      if (node && running) return { node: node.name, namespace: running.namespace, pod: running.name };
      throw new Error(JSON.stringify(nodes?.partial));
    },
    TIMEOUT_SECONDS,
  );
}

/** Opens all that can be read, as the pages do: each GET of the API's own description. @param {string} url */
export async function readAll(url) {
  const signal = AbortSignal.timeout(1000 * TIMEOUT_SECONDS);
  /** @type {Record<string, string>} */
  const values = {
    cluster: 'default',
    ...(await firstOf(url)),
    uuid: 'GPU-0',
    dashboard: 'gpu',
    panel: 'power',
  };
  const { paths } = await json(`${url}/api/openapi.json`, signal);
  const readable = Object.keys(paths).filter((path) => paths[path].get !== undefined);
  for (const path of readable) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `no-value-for-${name}`);
    if (filled.includes('no-value-for')) throw new Error(`no value for ${path}`);
    await (await fetch(url + filled, { signal })).text();
  }
}

/** @param {string} url @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
async function send(url, method, path, body) {
  const reply = await fetch(`${url}/${API}/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(1000 * TIMEOUT_SECONDS),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

/** @param {string} url */
export async function startAndRemoveSamples(url) {
  for (const sample of ['load', 'notebook']) {
    await send(url, 'POST', `samples/${sample}`, { namespace: 'default', dryRun: false });
    await send(url, 'DELETE', `samples/${sample}?namespace=default`);
  }
}

/** Makes, changes and deletes one. @param {string} url @param {string} id */
export async function keepDashboard(url, id) {
  const path = `dashboards/${id}`;
  const dashboard = { id, title: 'Of a test', variables: [], panels: [] };
  const { version } = await send(url, 'PUT', path, { dashboard, version: null });
  const changed = await send(url, 'PUT', path, { dashboard: { ...dashboard, title: 'Changed' }, version });
  await send(url, 'DELETE', path, { version: changed.version });
}

/** What a check of the doctor found, as text. @param {string} url @param {string} check */
export async function foundBy(url, check) {
  const { results } = await json(`${url}/${API}/doctor`, AbortSignal.timeout(1000 * TIMEOUT_SECONDS));
  return JSON.stringify(results.filter((/** @type {any} */ one) => one.check === check));
}
