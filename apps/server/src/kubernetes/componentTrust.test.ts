import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it } from 'vitest';
import { kubePod } from '../testing/kubeObjects.ts';
import { componentRecord } from './componentRecord.ts';
import { PodObject } from './objects.ts';

interface Case {
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: string;
  /** Of `nvidia.com/gpu`. */
  readonly gpus?: number;
  readonly image?: string;
  /** By a claim, or by a template of this name. */
  readonly claims?: true | string;
  /** The owner is its controller unless told. */
  readonly controller?: boolean;
}

function podOf({ namespace, labels = {}, owner, gpus = 0, image, claims, controller = true }: Case) {
  const containers = [
    {
      name: 'main',
      image: image ?? 'registry.example/any:1',
      resources: gpus === 0 ? {} : { limits: { 'nvidia.com/gpu': String(gpus) } },
    },
  ];
  return kubePod('p', {
    namespace,
    labels,
    metadata: owner === undefined ? {} : { ownerReferences: [{ kind: owner, name: 'o', controller }] },
    spec: { containers, ...(claims && { resourceClaims: [claimOf(claims)] }) },
  });
}

const claimOf = (claims: true | string) =>
  claims === true
    ? { name: 'gpu', resourceClaimName: 'c' }
    : { name: 'gpu', resourceClaimTemplateName: claims };

const recordOf = (one: Case) => componentRecord(PodObject.parse(podOf(one)), gpuResourceTest());

const EXPORTER = { app: 'nvidia-dcgm-exporter' };
const HELM_EXPORTER = { 'app.kubernetes.io/name': 'dcgm-exporter' };
const PLUGIN = { name: 'nvidia-device-plugin-ds' };
const VALIDATION = { app: 'nvidia-device-plugin-validation' };
const DRIVER = {
  app: 'nvidia-gpu-driver-ubuntu22.04-7c6d7b',
  'app.kubernetes.io/component': 'nvidia-driver',
};
const NFD_MASTER = { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'master' };
const OPERATOR = { app: 'gpu-operator' };
const DRA = { 'app.kubernetes.io/name': 'nvidia-dra-driver-gpu' };
const IMAGE = 'nvcr.io/nvidia/k8s/dcgm-exporter:4.1.0';

describe('an honest install is believed', () => {
  it.each<[string, Case, string]>([
    [
      'the operator’s exporter',
      { namespace: 'gpu-operator', labels: EXPORTER, owner: 'DaemonSet' },
      'dcgm-exporter',
    ],
    ['the 1.x operator’s', { namespace: 'gpu-operator-resources', labels: EXPORTER }, 'dcgm-exporter'],
    ['an operator elsewhere', { namespace: 'nvidia', labels: OPERATOR, owner: 'ReplicaSet' }, 'operator'],
    ['its driver', { namespace: 'nvidia', labels: DRIVER, owner: 'DaemonSet' }, 'driver'],
    [
      'its trial of the plugin',
      { namespace: 'nvidia', labels: VALIDATION, owner: 'ClusterPolicy', gpus: 1 },
      'validator',
    ],
    ['its trial, where it is usual', { namespace: 'gpu-operator', labels: VALIDATION, gpus: 1 }, 'validator'],
    [
      'Helm’s exporter',
      { namespace: 'monitoring', labels: HELM_EXPORTER, owner: 'DaemonSet' },
      'dcgm-exporter',
    ],
    ['one told by its image', { namespace: 'default', image: IMAGE, owner: 'DaemonSet' }, 'dcgm-exporter'],
    ['the static plugin', { namespace: 'kube-system', labels: PLUGIN, owner: 'DaemonSet' }, 'device-plugin'],
    [
      'a plugin from a file on the node',
      { namespace: 'tools', labels: PLUGIN, owner: 'Node' },
      'device-plugin',
    ],
    ['NFD’s master', { namespace: 'nfd', labels: NFD_MASTER, owner: 'ReplicaSet' }, 'nfd-master'],
    ['NFD’s worker', { namespace: 'nfd', labels: { app: 'nfd-worker' }, owner: 'DaemonSet' }, 'nfd-worker'],
    [
      'a GPUCluster’s exporter, which claims access to all GPUs',
      {
        namespace: 'nvidia',
        labels: { app: 'nvidia-dcgm-exporter-dra' },
        owner: 'DaemonSet',
        claims: 'nvidia-dcgm-exporter-admin',
      },
      'dcgm-exporter',
    ],
    [
      'a GPUCluster’s controller',
      { namespace: 'nvidia', labels: { app: 'nvidia-dra-driver-controller' }, owner: 'ReplicaSet' },
      'dra-controller',
    ],
    ['the DRA driver’s controller', { namespace: 'dra', labels: DRA, owner: 'ReplicaSet' }, 'dra-driver'],
  ])('%s', (_, one, component) => {
    expect(recordOf(one)?.component).toBe(component);
  });
});

describe('a pod that only says so is not', () => {
  it.each<[string, Case]>([
    ['bare', { namespace: 'ml', labels: EXPORTER }],
    ['bare, and asking for GPUs', { namespace: 'ml', labels: EXPORTER, gpus: 1 }],
    ['a DaemonSet’s that asks for GPUs', { namespace: 'ml', labels: EXPORTER, owner: 'DaemonSet', gpus: 1 }],
    [
      'a DaemonSet’s that asks by claim',
      { namespace: 'ml', labels: EXPORTER, owner: 'DaemonSet', claims: true },
    ],
    [
      'a DaemonSet’s that claims by a template of its own',
      {
        namespace: 'ml',
        labels: { app: 'nvidia-dcgm-exporter-dra' },
        owner: 'DaemonSet',
        claims: 'nvidia-dcgm-admin',
      },
    ],
    ['a Deployment’s exporter', { namespace: 'ml', labels: EXPORTER, owner: 'ReplicaSet' }],
    ['a Job’s plugin', { namespace: 'ml', labels: PLUGIN, owner: 'Job' }],
    ['a Job’s driver', { namespace: 'ml', labels: DRIVER, owner: 'Job' }],
    ['a DaemonSet’s operator', { namespace: 'ml', labels: OPERATOR, owner: 'DaemonSet' }],
    [
      'owned but not controlled',
      { namespace: 'ml', labels: EXPORTER, owner: 'DaemonSet', controller: false },
    ],
    ['by its image', { namespace: 'ml', image: IMAGE }],
    ['a Job’s trial that asks for GPUs', { namespace: 'ml', labels: VALIDATION, owner: 'Job', gpus: 1 }],
    ['in a namespace of a like name', { namespace: 'gpu-operator-team', labels: OPERATOR }],
  ])('%s', (_, one) => {
    expect(recordOf(one)).toBeUndefined();
  });

  it('counts the resources that the settings call GPUs', () => {
    const pod = podOf({ namespace: 'ml', labels: EXPORTER, owner: 'DaemonSet' });
    const resources = { limits: { 'example.com/accelerator': '1' } };
    const asking = { ...pod, spec: { containers: [{ name: 'main', image: 'any', resources }] } };
    const record = (names: string[]) => componentRecord(PodObject.parse(asking), gpuResourceTest(names));
    expect(record([])?.component).toBe('dcgm-exporter');
    expect(record(['example.com/accelerator'])).toBeUndefined();
  });
});
