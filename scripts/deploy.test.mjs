import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { describe, expect, it } from 'vitest';
import { ROOT } from './lib/commands.mjs';
import { readYaml, readYamlDocuments } from './lib/yaml.mjs';

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** What `kubectl apply -k` would apply. @param {string} folder @returns {any[]} */
function kustomized(folder) {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return readYamlDocuments(stdout);
}

/** @param {readonly any[]} objects @param {string} kind */
function only(objects, kind) {
  const found = objects.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
}

const DEPLOYED = kustomized(join(ROOT, 'deploy/kubernetes'));

describe('deploy/kubernetes', () => {
  // rights.test.mjs compares each of them with what the console asks.
  it('lets the console read, and do nothing else', () => {
    for (const { rules } of DEPLOYED.filter(({ kind }) => /^(Cluster)?Role$/.test(kind))) {
      for (const { verbs, resources, ...rest } of rules) {
        expect(['get', 'list', 'watch']).toEqual(expect.arrayContaining(verbs));
        expect(resources).not.toContain('*');
        expect(Object.keys(rest)).toEqual(['apiGroups']);
      }
    }
  });

  it('lets the console read the ConfigMaps of its own namespace alone, where it may keep dashboards', () => {
    const { metadata, rules } = only(DEPLOYED, 'Role');
    expect(rules).toEqual([{ apiGroups: [''], resources: ['configmaps'], verbs: ['list', 'watch'] }]);
    const { roleRef, subjects, metadata: bound } = only(DEPLOYED, 'RoleBinding');
    expect(roleRef).toMatchObject({ kind: 'Role', name: metadata.name });
    const { name, namespace } = only(DEPLOYED, 'ServiceAccount').metadata;
    expect(subjects).toEqual([{ kind: 'ServiceAccount', name, namespace }]);
    expect([metadata.namespace, bound.namespace]).toEqual([namespace, namespace]);
    const everywhere = only(DEPLOYED, 'ClusterRole').rules.flatMap(
      (/** @type {any} */ { resources }) => resources,
    );
    for (const resource of ['configmaps', 'secrets']) expect(everywhere).not.toContain(resource);
  });

  it('gives the role to the account that the pod runs under', () => {
    const { roleRef, subjects } = only(DEPLOYED, 'ClusterRoleBinding');
    const { metadata } = only(DEPLOYED, 'ServiceAccount');
    expect(roleRef.name).toBe(only(DEPLOYED, 'ClusterRole').metadata.name);
    expect(subjects).toEqual([
      { kind: 'ServiceAccount', name: metadata.name, namespace: metadata.namespace },
    ]);
    const { spec } = only(DEPLOYED, 'Deployment').spec.template;
    expect(spec.serviceAccountName).toBe(metadata.name);
    expect(spec.automountServiceAccountToken).toBe(true);
  });

  it('probes with commands that are text', () => {
    const { startupProbe, livenessProbe } = only(DEPLOYED, 'Deployment').spec.template.spec.containers[0];
    for (const { exec } of [startupProbe, livenessProbe]) {
      expect(exec.command).toEqual(['node', '-e', expect.stringMatching(/^fetch\(.*\)$/)]);
    }
  });

  it('keeps a console without login on its pod’s loopback', () => {
    const { env, envFrom } = only(DEPLOYED, 'Deployment').spec.template.spec.containers[0];
    expect(env).toContainEqual({ name: 'HOST', value: '127.0.0.1' });
    const { metadata, data } = only(DEPLOYED, 'ConfigMap');
    expect(envFrom).toEqual([{ configMapRef: { name: metadata.name } }]);
    expect(Object.keys({ ...data })).not.toContain('ALLOW_UNAUTHENTICATED');
    expect(DEPLOYED.filter(({ kind }) => kind === 'Service' || kind === 'Ingress')).toEqual([]);
  });

  it('takes an image and settings from an overlay, as docs/deploy.md shows', () => {
    const overlay = /```yaml\n(# my-cluster\/kustomization\.yaml\n[^`]+)```/.exec(
      read('docs/deploy.md'),
    )?.[1];
    const folder = mkdtempSync(join(tmpdir(), 'overlay-'));
    const base = relative(folder, join(ROOT, 'deploy/kubernetes'));
    const { resources, ...rest } = readYaml(overlay ?? '');
    expect(resources).toEqual([expect.stringMatching(/\/deploy\/kubernetes$/)]);
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: [base], ...rest }));
    const objects = kustomized(folder);
    rmSync(folder, { recursive: true });
    expect(only(objects, 'ConfigMap').data).toEqual({
      PROMETHEUS_URL: 'http://prometheus-k8s.monitoring:9090',
      CLUSTER_NAME: 'my-cluster',
    });
    const { containers } = only(objects, 'Deployment').spec.template.spec;
    expect(containers[0].image).toBe('registry.example.com/gpu-console:0.1.0');
  });
});

describe.each([
  ['samples-role.yaml', ['Role'], 'kubectl -n default'],
  ['dashboards-role.yaml', ['ClusterRole', 'Role'], 'kubectl -n gpu-console'],
  ['operator-role.yaml', ['Role'], 'kubectl -n gpu-operator'],
  ['sessions-role.yaml', ['Role'], 'kubectl -n gpu-console'],
])('deploy/kubernetes/%s', (file, kinds, kubectl) => {
  const text = read(`deploy/kubernetes/${file}`);
  const objects = readYamlDocuments(text);

  it('is for the account that the console runs under, in the namespace it is applied to', () => {
    const { name, namespace } = only(DEPLOYED, 'ServiceAccount').metadata;
    for (const kind of kinds) {
      const { roleRef, subjects, metadata } = only(objects, `${kind}Binding`);
      expect(roleRef).toMatchObject({ kind, name: only(objects, kind).metadata.name });
      expect(metadata).not.toHaveProperty('namespace');
      expect(only(objects, kind).metadata).not.toHaveProperty('namespace');
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name, namespace }]);
    }
  });

  it('is applied as its head and docs/deploy.md say, and not with the rest', () => {
    const command = `${kubectl} apply -f deploy/kubernetes/${file}`;
    expect(read('docs/deploy.md')).toContain(command);
    expect(text).toContain(command);
    expect(read('deploy/kubernetes/kustomization.yaml')).not.toContain(file);
    expect(only(DEPLOYED, 'ConfigMap').data).not.toHaveProperty('ALLOW_WRITES');
  });
});

it('deploy/kubernetes/dashboards-role.yaml names the kinds that dashboards are kept in', () => {
  const kinds = [
    ...read('apps/server/src/dashboards/dashboardKinds.ts').matchAll(/kubesphereKind\('\w+', '(\w+)'\)/g),
  ].map(([, plural]) => plural);
  const objects = readYamlDocuments(read('deploy/kubernetes/dashboards-role.yaml'));
  expect(kinds).toHaveLength(2);
  expect(only(objects, 'ClusterRole').rules).toMatchObject([{ resources: kinds }]);
});

describe('docker-compose.yml', () => {
  const { services } = readYaml(read('docker-compose.yml'));
  /** @type {string[]} */
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);

  it('publishes ports on this machine’s loopback only', () => {
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{\w+:-\d+\}:\d+$/);
  });

  it('publishes the console at 127.0.0.1:8080', () => {
    const { PORT, HOST, ALLOW_UNAUTHENTICATED } = services.console.environment;
    expect(ports).toContain(`127.0.0.1:\${CONSOLE_PORT:-8080}:${PORT}`);
    expect({ HOST, ALLOW_UNAUTHENTICATED }).toEqual({ HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: 'true' });
  });

  it('has each service wait for the health of what it needs, and each tell its own', () => {
    // Of a service without a check, service_healthy would be waited for in vain.
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect([name, condition]).toEqual([name, 'service_healthy']);
        expect(services[name]).toHaveProperty('healthcheck');
      }
    }
    for (const { healthcheck } of Object.values(services)) {
      expect(healthcheck.test[0]).toBe('CMD');
      expect(healthcheck.retries).toBeGreaterThan(0);
    }
    expect(services.console.healthcheck.test.join(' ')).toContain(`:${services.console.environment.PORT}/`);
  });

  it('builds stages that the Dockerfile has', () => {
    const stages = [...read('deploy/Dockerfile').matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);
    for (const { build } of Object.values(services)) {
      if (build !== undefined) expect(stages).toContain(build.target);
    }
    expect(stages.at(-1)).toBe('console');
  });
});

describe('deploy/Dockerfile', () => {
  const dockerfile = read('deploy/Dockerfile');

  it('installs with the pnpm whose hash is known, and with no other', () => {
    const { optionalDependencies } = JSON.parse(read('scripts/pnpm/package.json'));
    const { packages } = JSON.parse(read('scripts/pnpm/package-lock.json'));
    const versions = new Set(Object.values(optionalDependencies));
    expect(versions.size).toBe(1);
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const { integrity, version: locked } = packages[`node_modules/${name}`];
      expect(locked).toBe(version);
      expect(integrity).toMatch(/^sha512-/);
    }
    expect(dockerfile).not.toMatch(/npx|corepack/);
    expect(dockerfile.match(/^RUN node scripts\/installFor\.mjs @gpu-console\/.*$/gm)).toHaveLength(2);
  });

  it('makes the demo’s past with the Prometheus that reads it', () => {
    const { image } = readYaml(read('docker-compose.yml')).services.prometheus;
    expect(dockerfile).toContain(`FROM ${image} AS prometheus\n`);
  });

  it('copies the manifest of each workspace package', () => {
    const importers = Object.keys(readYaml(read('pnpm-lock.yaml')).importers).filter((path) => path !== '.');
    for (const path of importers) {
      expect(existsSync(join(ROOT, path, 'package.json'))).toBe(true);
      expect(dockerfile).toContain(`COPY ${path}/package.json ${path}/\n`);
    }
  });
});
