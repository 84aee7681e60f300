import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

/** Operator 26.7's own CRD and rendered manifests, where `--operator-manifests` has them. */
const FOLDER = process.env['OPERATOR_MANIFESTS'] ?? '';
const FILES = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((file) => join(FOLDER, file))
  : [];
const CRD = FILES.find((file) => file.endsWith('nvidia.com_gpuclusters.yaml'));
const RENDERED = FILES.filter((file) => /\/gpucluster-d[^/]*\.yaml$/.test(file));

const GROUP = 'nvidia.com';
const PLURAL = 'gpuclusters';

/** As much of the CRD as the console relies on. */
const OWN_CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${PLURAL}.${GROUP}` },
  spec: {
    group: GROUP,
    names: { kind: 'GPUCluster', listKind: 'GPUClusterList', plural: PLURAL, singular: 'gpucluster' },
    scope: 'Cluster',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
          },
        },
      },
    ],
  },
};

const GPU_CLUSTER = {
  apiVersion: 'nvidia.com/v1alpha1',
  kind: 'GPUCluster',
  metadata: { name: 'gpu-cluster' },
  spec: { draDriver: { computeDomains: { enabled: false } }, dcgmExporter: { enabled: true } },
};
const STATUS = '/apis/nvidia.com/v1alpha1/gpuclusters/gpu-cluster/status';

const Workload = z.looseObject({
  kind: z.enum(['DaemonSet', 'Deployment']),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({}),
    }),
  }),
});

let plane: ControlPlane;
let cluster: Cluster;
let state: ClusterState;
const following = new AbortController();

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
  const crd = CRD === undefined ? OWN_CRD : load(readFileSync(CRD, 'utf8'));
  await cluster.kubectl(['apply', '--server-side', '-f', '-'], dump(crd));
  await cluster.kubectl(['wait', '--for=condition=Established', `crd/${PLURAL}.${GROUP}`, '--timeout=60s']);
});

afterAll(async () => {
  following.abort();
  await plane.stop();
});

describe('a GPUCluster on a real API server', () => {
  it('is followed with what the operator writes of it', async () => {
    await cluster.kubectl(['create', '-f', '-'], dump(GPU_CLUSTER));
    state = await cluster.follow(following.signal);
    await until(
      'the kind is read',
      () => 'value' in state.gpuClusters && state.gpuClusters.value.length === 1,
    );
    expect(state.gpuClusters).toMatchObject({
      value: [{ kind: 'GPUCluster', name: 'gpu-cluster', state: null, computeDomains: false }],
    });
    const conditions = [
      {
        type: 'Error',
        status: 'True',
        reason: 'OperandNotReady',
        message: 'Waiting for operand pods to be ready',
        lastTransitionTime: '2026-11-01T08:00:00Z',
      },
    ];
    await cluster.patch(STATUS, { status: { state: 'notReady', namespace: 'gpu-operator', conditions } });
    await until(
      'its state is followed',
      () => 'value' in state.gpuClusters && state.gpuClusters.value[0]?.state === 'notReady',
    );
    expect(state.gpuClusters).toMatchObject({ value: [{ conditions: [{ reason: 'OperandNotReady' }] }] });
  });

  it('leaves kinds of its group that are not served without objects', async () => {
    await until('all is known', () => state.settled);
    expect(state.policies).toEqual({ value: [] });
    expect(state.drivers).toEqual({ value: [] });
    expect(state.gaps).toEqual([]);
  });

  it.skipIf(CRD === undefined)('has the one name that the operator’s CRD allows', async () => {
    const other = { ...GPU_CLUSTER, metadata: { name: 'another' } };
    await expect(cluster.kubectl(['create', '-f', '-'], dump(other))).rejects.toThrow(
      /must be 'gpu-cluster'/,
    );
  });
});

describe.skipIf(RENDERED.length === 0)('what operator 26.7 makes of it', () => {
  it('is accepted, and each of its pods known for what it is, in any namespace', async () => {
    const namespace = 'of-any-name';
    const labels = { 'resource.kubernetes.io/admin-access': 'true' };
    await cluster.create('/api/v1/namespaces', { metadata: { name: namespace, labels } });
    const names: string[] = [];
    for (const document of RENDERED.flatMap((file) => loadAll(readFileSync(file, 'utf8')))) {
      if (isTemplate(document))
        await cluster.create(`/apis/resource.k8s.io/v1/namespaces/${namespace}/resourceclaimtemplates`, {
          ...document,
          metadata: { name: document.metadata.name },
        });
      const workload = Workload.safeParse(document);
      if (!workload.success) continue;
      const { kind, metadata, spec } = workload.data;
      const owner = {
        apiVersion: 'apps/v1',
        kind: kind === 'Deployment' ? 'ReplicaSet' : kind,
        name: metadata.name,
        uid: metadata.name,
        controller: true,
      };
      await cluster.create(`/api/v1/namespaces/${namespace}/pods`, {
        metadata: { name: metadata.name, labels: spec.template.metadata.labels, ownerReferences: [owner] },
        spec: spec.template.spec,
      });
      names.push(metadata.name);
    }
    const componentOf = (name: string) => state.components.get(`${namespace}/${name}`)?.component;
    await until('the pods are read', () => names.every((name) => componentOf(name) !== undefined));
    expect(Object.fromEntries(names.map((name) => [name, componentOf(name)]))).toEqual({
      'nvidia-dra-driver-kubelet-plugin': 'dra-driver',
      'nvidia-dra-driver-controller': 'dra-controller',
      'nvidia-dra-validator': 'validator',
      'nvidia-dcgm-dra': 'dcgm',
      'nvidia-dcgm-exporter-dra': 'dcgm-exporter',
    });
  });
});

const Template = z.looseObject({
  kind: z.literal('ResourceClaimTemplate'),
  metadata: z.looseObject({ name: z.string() }),
});

function isTemplate(document: unknown): document is z.infer<typeof Template> {
  return Template.safeParse(document).success;
}
