import type { NodePlan } from '../simulation/plan.ts';
import type { Scenario } from './scenario.ts';

/** What NFD writes of a node with NVIDIA's devices. */
const labels = { 'feature.node.kubernetes.io/pci-10de.present': 'true' };
const node = (name: string): NodePlan => ({ name, gpus: 0, cores: 64, memoryGi: 512, labels });

export const bare: Scenario = {
  name: 'bare',
  description: 'Three GPU nodes that NFD has labelled, and nothing of NVIDIA’s installed: setup starts here',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({
    kubernetesVersion: 'v1.31.4',
    host: {
      osImage: 'Ubuntu 22.04.5 LTS',
      osId: 'ubuntu',
      osVersion: '22.04',
      kernel: '5.15.0-130-generic',
      runtime: 'containerd://1.7.24',
      driver: '550.144.03',
      cuda: '12.4',
    },
    operator: 'v24.9.2',
    isBare: true,
    collectSeconds: 30,
    counters: 'default',
    nodes: ['gpu-1', 'gpu-2', 'gpu-3'].map(node),
    workloads: [],
    faults: [],
  }),
};
