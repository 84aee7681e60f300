import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './lib/commands.mjs';
import { readYamlDocuments } from './lib/yaml.mjs';

/**
 * What a file of deploy/kubernetes grants, as `verb resource`: the document names no API groups.
 * @param {string} file
 * @param {string} kind Role or ClusterRole
 */
function granted(file, kind) {
  const text = readFileSync(join(ROOT, 'deploy/kubernetes', file), 'utf8');
  const rules = readYamlDocuments(text).flatMap((document) =>
    document?.kind === kind ? document.rules : [],
  );
  return rules.flatMap(({ resources, verbs }) => pairs(resources, verbs)).sort();
}

/** @param {readonly string[]} resources @param {readonly string[]} verbs @returns {string[]} */
const pairs = (resources, verbs) =>
  resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`));

const list = (/** @type {string} */ cell) => cell.split(',').map((one) => one.trim());

/** The rows of the table under “What it may do” in docs/deploy.md: the first two of their cells. */
function documented() {
  const text = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
  const [, section = ''] = /^### What it may do\n([\s\S]*?)^#/m.exec(text) ?? [];
  return [...section.matchAll(/^\| ([^|]+) \| ([a-z, ]+) \|/gm)].map(([, resources = '', verbs = '']) => ({
    resources: resources.trim(),
    verbs: list(verbs),
  }));
}

const ofMaps = (/** @type {RegExp} */ where) =>
  documented()
    .filter(({ resources }) => resources.startsWith('configmaps') && where.test(resources))
    .flatMap(({ verbs }) => pairs(['configmaps'], verbs));

describe('docs/deploy.md lists the rights, each with its verbs, and no others', () => {
  it('of the ClusterRole', () => {
    const everywhere = documented().filter(({ resources }) => !resources.startsWith('configmaps'));
    const rights = everywhere.flatMap(({ resources, verbs }) => pairs(list(resources), verbs));
    expect(rights.sort()).toEqual(granted('clusterrole.yaml', 'ClusterRole'));
  });

  it('of the Roles for ConfigMaps', () => {
    expect(ofMaps(/console's own namespace/)).toEqual(granted('role.yaml', 'Role'));
    expect(ofMaps(/operator's namespace/)).toEqual(granted('operator-role.yaml', 'Role'));
  });
});
