import { expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { componentsOf, isOperatorThere } from './cluster.ts';

it.each([
  ['ml', false],
  ['gpu-operator', true],
])('takes a bare pod in %s that says it is a component for one: %s', (namespace, isOne) => {
  const pods = ['gpu-operator', 'nvidia-dcgm-exporter'].map((app) =>
    kubePod(app, { namespace, gpus: 0, labels: { app } }),
  );
  const cluster = clusterOf([kubeNode('worker-1')], pods);
  expect(isOperatorThere(cluster)).toBe(isOne);
  expect(componentsOf(cluster, 'dcgm-exporter').length > 0).toBe(isOne);
});
