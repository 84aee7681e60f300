import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessOf, recordAccess } from './lib/accessRecorder.mjs';
import { build } from './lib/build.mjs';
import { Children, until } from './lib/children.mjs';
import { ROOT } from './lib/commands.mjs';
import { firstOf, foundBy, keepDashboard, readAll, startAndRemoveSamples } from './lib/consoleUse.mjs';
import {
  addOwnNamespace,
  OWN_NAMESPACE,
  startCluster,
  startConsole,
  TIMEOUT_SECONDS,
  writeKubeconfig,
} from './lib/rightsWorld.mjs';
import { readYamlDocuments } from './lib/yaml.mjs';

/** @typedef {import('./lib/accessRecorder.mjs').Access} Access */

/** Demo clusters that together have all that the console may find: ConfigMaps that a ClusterPolicy names, claims, a GPUCluster. */
const SCENARIOS = ['troubled', 'dra', 'gpucluster'];

/**
 * What a file grants, as `verb group/resource`.
 * @param {string} text of YAML documents
 * @param {string} kind Role or ClusterRole
 */
function grants(text, kind) {
  const roles = readYamlDocuments(text);
  const rules = roles.filter((role) => role?.kind === kind).flatMap((role) => role.rules);
  return new Set(
    rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((/** @type {string} */ group) =>
        resources.flatMap((/** @type {string} */ resource) =>
          verbs.map((/** @type {string} */ verb) => `${verb} ${group}/${resource}`),
        ),
      ),
    ),
  );
}

/** @param {string} name @param {string} kind */
const granted = (name, kind) => grants(readFileSync(join(ROOT, 'deploy/kubernetes', name), 'utf8'), kind);

/** @param {readonly Access[]} accesses @returns {string[]} sorted, each once */
const rightsOf = (accesses) =>
  [...new Set(accesses.map(({ verb, resource }) => `${verb} ${resource}`))].sort();

/** @param {ReadonlySet<string>} set */
const sorted = (set) => [...set].sort();

const isConfigMap = (/** @type {Access} */ { resource }) => resource === '/configmaps';
const isOfDashboards = (/** @type {Access} */ { resource }) => /dashboards$/.test(resource);
const isProxy = (/** @type {Access} */ { resource }) => resource === '/services/proxy';

/**
 * What is listed when somebody looks follows from what is followed, and is kept for a while.
 * @param {readonly Access[]} accesses
 */
function untilFollowing(accesses) {
  const followed = ['watch /pods', 'watch nvidia.com/clusterpolicies'];
  return until(
    'the console follows pods and policies',
    async () => followed.every((one) => rightsOf(accesses).includes(one)) || undefined,
    TIMEOUT_SECONDS,
    () => rightsOf(accesses).join('\n'),
  );
}

describe('the access that a request needs', () => {
  it.each([
    ['GET', '/api/v1/nodes?limit=500', 'list /nodes', undefined],
    ['GET', '/api/v1/pods?watch=true', 'watch /pods', undefined],
    ['GET', '/api/v1/namespaces', 'list /namespaces', undefined],
    ['GET', '/api/v1/namespaces/ml', 'get /namespaces', undefined],
    ['GET', '/api/v1/namespaces/ml/events', 'list /events', 'ml'],
    ['GET', '/api/v1/namespaces/ml/pods/train/log?follow=true', 'get /pods/log', 'ml'],
    ['GET', '/apis/apps/v1/namespaces/ml/daemonsets', 'list apps/daemonsets', 'ml'],
    ['POST', '/api/v1/namespaces/ml/pods', 'create /pods', 'ml'],
    [
      'PUT',
      '/apis/monitoring.kubesphere.io/v1alpha2/clusterdashboards/a',
      'update monitoring.kubesphere.io/clusterdashboards',
      undefined,
    ],
    ['DELETE', '/api/v1/namespaces/ml/pods/train', 'delete /pods', 'ml'],
  ])('%s %s is to %s', (method, url, words, namespace) => {
    const access = accessOf(method, url);
    expect(access && rightsOf([access])).toEqual([words]);
    expect(access?.namespace).toBe(namespace);
  });

  it.each(['/version', '/api/v1', '/apis', '/apis/nvidia.com', '/apis/nvidia.com/v1'])(
    '%s needs none',
    (url) => {
      expect(accessOf('GET', url)).toBeUndefined();
    },
  );
});

describe('the rights of deploy/kubernetes', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'rights-'));
  const children = new Children();
  /** @type {Awaited<ReturnType<typeof recordAccess>>[]} */
  const recorders = [];
  /** What consoles that only read ask, and what those ask that may write; they go on asking. */
  const asked = {
    /** @type {Access[][]} */
    readers: [],
    /** @type {Access[][]} */
    writers: [],
    get reads() {
      return this.readers.flat();
    },
    get writes() {
      return this.writers.flat();
    },
  };

  /** @param {string} upstream @param {Parameters<typeof recordAccess>[1]} [refuses] */
  async function recorded(upstream, refuses) {
    const recorder = await recordAccess(upstream, refuses);
    recorders.push(recorder);
    const kubeconfig = join(folder, `kubeconfig-${recorders.length}`);
    writeKubeconfig(kubeconfig, recorder.url);
    return { ...recorder, kubeconfig };
  }

  /** The first scenario's. */
  let kubernetes = '';

  beforeAll(async () => {
    await build(['server', 'demo cluster']);
    for (const scenario of SCENARIOS) {
      const api = await startCluster(children, scenario, join(folder, scenario));
      kubernetes ||= api;
      await addOwnNamespace(api);
      const reader = await recorded(api);
      const settings = { KUBECONFIG: reader.kubeconfig };
      const readOnly = await startConsole(children, `the reader of ${scenario}`, settings);
      await untilFollowing(reader.accesses);
      await readAll(readOnly);
      asked.readers.push(reader.accesses);
      // Dashboards go to ConfigMaps where the cluster does not know KubeSphere's.
      const isWithout = scenario !== 'troubled';
      const writer = await recorded(api, (path) =>
        isWithout && path.includes('kubesphere') ? { status: 404, message: 'not found' } : undefined,
      );
      const url = await startConsole(children, `the writer of ${scenario}`, {
        KUBECONFIG: writer.kubeconfig,
        ALLOW_WRITES: 'true',
        WRITE_NAMESPACES: 'default',
      });
      await firstOf(url);
      await startAndRemoveSamples(url);
      for (const id of isWithout ? ['rights'] : ['rights', 'default..rights']) await keepDashboard(url, id);
      asked.writers.push(writer.accesses);
    }
  }, 180_000);

  afterAll(async () => {
    await children.stop();
    for (const recorder of recorders) await recorder.close();
    rmSync(folder, { recursive: true });
  });

  it('are just what a console asks in all namespaces that only reads', () => {
    const everywhere = asked.reads.filter((access) => !isConfigMap(access) && !isProxy(access));
    expect(rightsOf(everywhere)).toEqual(sorted(granted('clusterrole.yaml', 'ClusterRole')));
  });

  it('are just what it asks of ConfigMaps, in its own namespace and the operator’s', () => {
    const ofMaps = asked.reads.filter(isConfigMap);
    expect(new Set(ofMaps.map(({ namespace }) => namespace))).toEqual(
      new Set([OWN_NAMESPACE, 'gpu-operator']),
    );
    const within = (/** @type {string} */ name) => ofMaps.filter(({ namespace }) => namespace === name);
    expect(rightsOf(within(OWN_NAMESPACE))).toEqual(sorted(granted('role.yaml', 'Role')));
    expect(rightsOf(within('gpu-operator'))).toEqual(sorted(granted('operator-role.yaml', 'Role')));
  });

  it('lacking for the operator’s ConfigMaps, are told of with what grants them', async () => {
    const refused =
      'configmaps is forbidden: cannot get resource "configmaps" in the namespace "gpu-operator"';
    const reader = await recorded(kubernetes, (path) =>
      path.includes('/gpu-operator/configmaps/') ? { status: 403, message: refused } : undefined,
    );
    const url = await startConsole(children, 'one without the role', { KUBECONFIG: reader.kubeconfig });
    await untilFollowing(reader.accesses);
    const text = await foundBy(url, 'time-slicing-config');
    expect(text).toContain(JSON.stringify(refused).slice(1, -1));
    expect(text).toContain('kubectl -n gpu-operator apply -f deploy/kubernetes/operator-role.yaml');
    expect(text).toContain('"unknown"');
  });

  it('leave the way through a Service to who wants it: docs/deploy.md has the Role', () => {
    const [, block = ''] =
      /```yaml\n(apiVersion[^`]*name: gpu-console-exporter[^`]*)```/.exec(
        readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8'),
      ) ?? [];
    expect(rightsOf(asked.reads.filter(isProxy))).toEqual(sorted(grants(block, 'Role')));
  });

  it('let one that may write do just what it does, and each only where it is applied', () => {
    const reads = new Set(rightsOf(asked.reads));
    const own = asked.writes.filter(
      (access) => !reads.has(`${access.verb} ${access.resource}`) || isConfigMap(access),
    );
    const samples = own.filter((access) => !isOfDashboards(access) && !isConfigMap(access));
    expect(rightsOf(samples)).toEqual(sorted(granted('samples-role.yaml', 'Role')));
    expect(new Set(samples.map(({ namespace }) => namespace))).toEqual(new Set(['default']));
    expect(rightsOf(own.filter(isOfDashboards))).toEqual(
      sorted(granted('dashboards-role.yaml', 'ClusterRole')),
    );
    const maps = asked.writes.filter((access) => isConfigMap(access) && access.namespace === OWN_NAMESPACE);
    expect(rightsOf(maps)).toEqual(sorted(granted('dashboards-role.yaml', 'Role')));
  });
});
