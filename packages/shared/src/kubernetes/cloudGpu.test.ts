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
