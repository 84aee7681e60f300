import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

/** The GPU Operator's own manifests, a folder for each release, e.g. the `assets` folders of its tags. */
const FOLDER = process.env['OPERATOR_MANIFESTS'] ?? '';
const FILES = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('daemonset.yaml'),
    )
  : [];
if (FILES.length === 0) process.stderr.write('No --operator-manifests FOLDER: they are left out\n');

/** Where the operator puts images, namespaces and runtime classes. */
const BLANKS = /"FILLED[ _]BY[^"]*"/g;
const BLANK = 'filled';

const Mounting = z.looseObject({ volumeMounts: z.array(z.looseObject({ name: z.string() })).default([]) });
const DaemonSet = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        containers: z.array(Mounting),
        initContainers: z.array(Mounting).default([]),
        volumes: z.array(z.looseObject({ name: z.string() })).default([]),
      }),
    }),
  }),
});

const Stored = z.object({ metadata: z.object({ uid: z.string() }) });

let plane: ControlPlane;
let cluster: Cluster;

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
});

afterAll(() => plane.stop());

/** The DaemonSet of a file with its blanks filled, and the volumes that the operator adds. */
async function daemonSet(file: string) {
  const manifest = readFileSync(join(FOLDER, file), 'utf8').replace(BLANKS, `"${BLANK}"`);
  const printed = await cluster.kubectl(['create', '--dry-run=client', '--output=json', '-f', '-'], manifest);
  const set = DaemonSet.parse(JSON.parse(printed));
  const { containers, initContainers, volumes } = set.spec.template.spec;
  const known = new Set(volumes.map(({ name }) => name));
  const mounts = [...containers, ...initContainers].flatMap(({ volumeMounts }) => volumeMounts);
  for (const name of new Set(mounts.map(({ name }) => name)))
    if (!known.has(name)) volumes.push({ name, emptyDir: {} });
  return set;
}

it.skipIf(FILES.length === 0)(
  'every pod of the GPU Operator’s DaemonSets is known for what it is',
  async () => {
    await cluster.create('/apis/node.k8s.io/v1/runtimeclasses', {
      metadata: { name: BLANK },
      handler: BLANK,
    });
    const pods: string[] = [];
    for (const file of FILES) {
      // A namespace for each file: releases use the same names.
      const namespace = file
        .replace(/\.yaml$/, '')
        .replace(/[^a-z0-9]+/g, '-')
        .slice(-63)
        .replace(/^-/, '');
      await cluster.create('/api/v1/namespaces', { metadata: { name: namespace } });
      const { metadata, spec, ...set } = await daemonSet(file);
      const created = await cluster.create(`/apis/apps/v1/namespaces/${namespace}/daemonsets`, {
        ...set,
        metadata: { ...metadata, namespace },
        spec,
      });
      const { name } = metadata;
      const { uid } = Stored.parse(created).metadata;
      const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid, controller: true };
      await cluster.create(`/api/v1/namespaces/${namespace}/pods`, {
        metadata: { name, labels: spec.template.metadata.labels, ownerReferences: [owner] },
        spec: { ...spec.template.spec, nodeName: 'worker' },
      });
      pods.push(`${namespace}/${name}`);
    }
    const stopping = new AbortController();
    const { components } = await cluster.follow(stopping.signal);
    stopping.abort();
    process.stderr.write(`${pods.length} DaemonSets\n`);
    expect(pods.filter((pod) => !components.has(pod))).toEqual([]);
  },
);
