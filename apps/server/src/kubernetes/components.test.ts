import { describe, expect, it } from 'vitest';
import { componentOf } from './components.ts';

describe('a pod’s component', () => {
  it.each([
    ['app', 'nvidia-driver-daemonset', 'driver'],
    ['app', 'nvidia-operator-validator', 'validator'],
    ['app', 'nvidia-dcgm-exporter', 'dcgm-exporter'],
    ['app', 'nvidia-sandbox-device-plugin-daemonset', 'sandbox-device-plugin'],
    ['app', 'nvidia-vgpu-manager-daemonset', 'vgpu-manager'],
    ['name', 'nvidia-vfio-manager', 'vfio-manager'],
    ['name', 'nvidia-kata-manager', 'kata-manager'],
    ['name', 'nvidia-cc-manager', 'cc-manager'],
    ['app.kubernetes.io/name', 'dcgm-exporter', 'dcgm-exporter'],
    // Of a GPUCluster.
    ['app', 'nvidia-dra-driver-kubelet-plugin', 'dra-driver'],
    ['app', 'nvidia-dra-driver-controller', 'dra-controller'],
    ['app.kubernetes.io/name', 'nvidia-dra-validator', 'validator'],
    ['app', 'nvidia-dcgm-dra', 'dcgm'],
    ['app', 'nvidia-dcgm-exporter-dra', 'dcgm-exporter'],
  ])('is told by its label %s=%s: %s', (label, value, component) => {
    expect(componentOf({ [label]: value }, [])).toBe(component);
  });

  it.each([
    ['nvidia-driver', 'driver'],
    ['nvidia-vgpu-host-manager', 'vgpu-manager'],
  ])('is told by its kind where an NVIDIADriver named it: %s', (kind, component) => {
    const labels = { app: 'nvidia-gpu-driver-ubuntu22.04-7f8c9d', 'app.kubernetes.io/component': kind };
    expect(componentOf(labels, [])).toBe(component);
  });

  it.each([
    ['nvidia-dra-driver-gpu', 'kubelet-plugin', 'dra-driver'],
    ['nvidia-dra-driver-gpu', 'controller', 'dra-controller'],
    ['dra-driver-nvidia-gpu', 'controller', 'dra-controller'],
  ])('is told by its part where the chart %s installed it: %s', (chart, part, component) => {
    const labels = { 'app.kubernetes.io/name': chart, [`${chart}-component`]: part };
    expect(componentOf(labels, [])).toBe(component);
  });

  it('is none of another pod', () => {
    const labels = { app: 'trainer', name: 'trainer', 'app.kubernetes.io/component': 'driver' };
    expect(componentOf(labels, ['example/trainer:1'])).toBeUndefined();
    expect(componentOf({}, [])).toBeUndefined();
  });
});
