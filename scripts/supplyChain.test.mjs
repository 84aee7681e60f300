import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { ROOT } from './lib/commands.mjs';
import { readYaml } from './lib/yaml.mjs';

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

const workspace = readYaml(read('pnpm-workspace.yaml'));
// The lockfile may hold a document of pnpm's own before the packages'.
const lock = readYaml(read('pnpm-lock.yaml'));

describe('the packages of the lockfile', () => {
  it('have a hash each', () => {
    const packages = Object.entries(lock.packages);
    expect(packages.length).toBeGreaterThan(100);
    for (const [name, { resolution }] of packages)
      expect([name, resolution.integrity]).toEqual([name, expect.stringMatching(/^sha512-/)]);
  });

  it('come from the registry, by a version: no tarball and no repository of somebody’s', () => {
    for (const [name, { resolution }] of Object.entries(lock.packages))
      expect([name, Object.keys(resolution)]).toEqual([name, ['integrity']]);
  });

  it('were out for days before they are resolved', () => {
    expect(workspace.minimumReleaseAge).toBeGreaterThanOrEqual(1440);
    expect(workspace).not.toHaveProperty('minimumReleaseAgeExclude');
  });

  it('run no script of theirs when they are installed', () => {
    expect(Object.values(workspace.allowBuilds)).not.toContain(true);
  });
});

describe('undici', () => {
  const own = JSON.parse(read('apps/server/package.json')).dependencies.undici;

  it('is one for the server and for client-node, whose dispatchers it takes', () => {
    expect(workspace.overrides['@kubernetes/client-node>undici']).toBe(own);
    const [client] = Object.keys(lock.snapshots).filter((name) =>
      name.startsWith('@kubernetes/client-node@'),
    );
    expect(lock.snapshots[client ?? ''].dependencies.undici).toBe(own);
  });

  it('is overridden for client-node alone, and only while Node 20 is supported', () => {
    expect(workspace.overrides).not.toHaveProperty('undici');
    const { engines } = JSON.parse(read('package.json'));
    expect('@kubernetes/client-node>undici' in workspace.overrides).toBe(/\^20\./.test(engines.node));
  });
});
