import { describe, expect, it } from 'vitest';
import { cloudGpu, readableModel } from './cloudGpu.ts';

describe('what a cloud’s labels say of a node’s GPUs', () => {
  it.each([
    ['GKE', { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' }, 'gke', 'nvidia-tesla-t4', null],
    ['AKS', { 'kubernetes.azure.com/accelerator': 'nvidia' }, 'aks', null, null],
    [
      'Karpenter on AWS',
      {
        'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia',
        'karpenter.k8s.aws/instance-gpu-name': 'a10g',
        'karpenter.k8s.aws/instance-gpu-count': '4',
      },
      'eks',
      'a10g',
      4,
    ],
    [
      'EKS with Cluster Autoscaler',
      { 'k8s.amazonaws.com/accelerator': 'nvidia-tesla-k80' },
      'eks',
      'nvidia-tesla-k80',
      null,
    ],
    [
      'CoreWeave',
      { 'gpu.nvidia.com/class': 'A100_NVLINK_80GB', 'gpu.nvidia.com/count': '8' },
      'other',
      'A100_NVLINK_80GB',
      8,
    ],
    [
      'ACK',
      { 'aliyun.accelerator/nvidia_name': 'NVIDIA-L20', 'aliyun.accelerator/nvidia_count': '8' },
      'other',
      'NVIDIA-L20',
      8,
    ],
    [
      'DigitalOcean',
      { 'doks.digitalocean.com/gpu-brand': 'nvidia', 'doks.digitalocean.com/gpu-model': 'h100' },
      'other',
      'h100',
      null,
    ],
    ['by hand', { accelerator: 'nvidia-gtx-1080' }, 'other', 'nvidia-gtx-1080', null],
  ])('%s', (_, labels, cloud, model, count) => {
    expect(cloudGpu(labels)).toMatchObject({ cloud, model, count });
  });

  it.each([
    ['AMD’s', { 'doks.digitalocean.com/gpu-brand': 'amd', 'doks.digitalocean.com/gpu-model': 'mi300x' }],
    [
      'AWS’ own chips',
      {
        'karpenter.k8s.aws/instance-gpu-manufacturer': 'habana',
        'karpenter.k8s.aws/instance-gpu-name': 'gaudi',
      },
    ],
    ['an accelerator of another kind', { accelerator: 'amd-mi250' }],
    ['none', { 'cloud.google.com/gke-nodepool': 'default' }],
  ])('nothing of %s', (_, labels) => {
    expect(cloudGpu(labels)).toBeNull();
  });

  const typed = (type: string, of = {}) => cloudGpu({ 'node.kubernetes.io/instance-type': type, ...of });
  const ofAws = { 'eks.amazonaws.com/nodegroup': 'gpu' };

  it.each([
    ...['g5.2xlarge', 'g4dn.metal', 'gr6.4xlarge', 'p3dn.24xlarge', 'p5.48xlarge', 'p6-b200.48xlarge'].map(
      (type) => ['eks', type, ofAws] as const,
    ),
    ...[
      'Standard_NC4as_T4_v3',
      'Standard_ND96isr_H100_v5',
      'Standard_NV36ads_A10_v5',
      'Standard_NV12s_v3',
    ].map((type) => ['aks', type] as const),
    ['gke', 'a3-highgpu-8g'],
    ['gke', 'g2-standard-4'],
    ['other', 'BM.GPU.H100.8'],
    ['other', 'VM.GPU.A10.1'],
    ['other', 'BM.GPU4.8'],
    ['other', 'gx3.16x80.l4'],
    ['other', 'gx3d-160x1792x8h100'],
    ['other', 'ecs.gn7i-c8g1.2xlarge'],
  ] as const)('by the type of machine alone: %s %s', (cloud, type, of: Record<string, string> = {}) => {
    const label = `node.kubernetes.io/instance-type=${type}`;
    expect(typed(type, of)).toMatchObject({ cloud, label, model: null, count: null });
  });

  it.each([
    ...['g4ad.xlarge', 'm5.large', 'c7g.xlarge', 'inf2.xlarge', 'trn1.32xlarge'].map(
      (type) => [type, ofAws] as const,
    ),
    ['g5.2xlarge'],
    ['Standard_NV4as_v4'],
    ['Standard_ND96isr_MI300X_v5'],
    ['Standard_NV4ads_V710_v5'],
    ['Standard_D4s_v5'],
    ['BM.GPU.MI300X.8'],
    ['gx3d-160x1792x8gaudi3'],
    ['e2-standard-4'],
    ['k3s'],
  ] as const)('no GPU of NVIDIA’s by the type %s', (type, of: Record<string, string> = {}) => {
    expect(typed(type, of)).toBeNull();
  });

  it.each([
    ['nvidia-l4', 'NVIDIA L4'],
    ['nvidia-tesla-t4', 'NVIDIA Tesla T4'],
    ['nvidia-h100-mega-80gb', 'NVIDIA H100 Mega 80GB'],
    ['a10g', 'NVIDIA A10G'],
    ['A100_NVLINK_80GB', 'NVIDIA A100 NVLINK 80GB'],
  ])('%s reads %s', (model, text) => {
    expect(readableModel(model)).toBe(text);
  });
});
