import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { prometheusConfig } from './prometheusConfig.ts';
import { scrapeJobs } from './scrapeJobs.ts';

const namespace = (name: string, labels: Record<string, string> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const prometheus = (spec: Record<string, unknown>): KubeObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'k8s', namespace: 'monitoring' },
  spec,
});

const monitor = (labels: Record<string, string> = {}, spec: Record<string, unknown> = {}): KubeObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'exporter', namespace: 'gpu-operator', labels },
  spec: { selector: { matchLabels: { app: 'exporter' } }, endpoints: [{ port: 'gpu-metrics' }], ...spec },
});

const ALL = { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} };

function jobs(prometheuses: readonly KubeObject[], serviceMonitors: readonly KubeObject[]) {
  const namespaces = [namespace('monitoring'), namespace('gpu-operator', { team: 'gpu' })];
  return scrapeJobs({ prometheuses, serviceMonitors, namespaces });
}

describe('a ServiceMonitor is scraped', () => {
  it.each([
    ['where both selectors are empty', ALL, {}],
    [
      'by its label',
      { ...ALL, serviceMonitorSelector: { matchLabels: { release: 'kps' } } },
      { release: 'kps' },
    ],
    [
      'by an expression',
      { ...ALL, serviceMonitorSelector: { matchExpressions: [{ key: 'release', operator: 'Exists' }] } },
      { release: 'any' },
    ],
    [
      'by the label of its namespace',
      { ...ALL, serviceMonitorNamespaceSelector: { matchLabels: { team: 'gpu' } } },
      {},
    ],
  ])('%s', (_, spec, labels) => {
    expect(jobs([prometheus(spec)], [monitor(labels)])).toHaveLength(1);
  });
});

describe('a ServiceMonitor is not scraped', () => {
  it.each([
    [
      'without the label that is asked for',
      { ...ALL, serviceMonitorSelector: { matchLabels: { release: 'kps' } } },
    ],
    ['where no selector is given', { serviceMonitorNamespaceSelector: {} }],
    ['in another namespace than Prometheus’, unless that is asked for', { serviceMonitorSelector: {} }],
    [
      'in a namespace without the label that is asked for',
      { ...ALL, serviceMonitorNamespaceSelector: { matchLabels: { team: 'web' } } },
    ],
  ])('%s', (_, spec) => {
    expect(jobs([prometheus(spec)], [monitor({ release: 'other' })])).toEqual([]);
  });

  it('without any Prometheus', () => {
    expect(jobs([], [monitor()])).toEqual([]);
  });
});

describe('the job of a ServiceMonitor', () => {
  it('looks in the monitor’s own namespace, in those named, or in all', () => {
    const within = (namespaceSelector: Record<string, unknown>) =>
      jobs([prometheus(ALL)], [monitor({}, { namespaceSelector })])[0]?.namespaces;
    expect(within({})).toEqual(['gpu-operator']);
    expect(within({ matchNames: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(within({ any: true })).toBeUndefined();
  });

  it('is one for each endpoint', () => {
    const two = monitor({}, { endpoints: [{ port: 'a' }, { port: 'b', path: '/m', honorLabels: true }] });
    expect(jobs([prometheus(ALL)], [two])).toMatchObject([
      { name: 'serviceMonitor/gpu-operator/exporter/0', port: 'a', path: '/metrics', honorLabels: false },
      { name: 'serviceMonitor/gpu-operator/exporter/1', port: 'b', path: '/m', honorLabels: true },
    ]);
  });

  it('keeps the Services that its selector matches, and relabels as the monitor says', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'NotIn', values: ['dev', 'test'] },
      { key: 'app.kubernetes.io/name', operator: 'Exists' },
    ];
    const relabelings = [
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node', action: 'Replace' },
    ];
    const [job] = jobs(
      [prometheus(ALL)],
      [
        monitor(
          {},
          {
            selector: { matchLabels: { app: 'exporter' }, matchExpressions },
            endpoints: [{ port: 'p', relabelings }],
          },
        ),
      ],
    );
    const text = prometheusConfig({
      clusters: [{ discovery: { kind: 'http', url: 'http://127.0.0.1:1' }, jobs: job ? [job] : [] }],
      scrapeSeconds: 15,
    });
    expect(text).toContain('regex: (exporter);true');
    expect(text).toContain('regex: (dev|test);true');
    expect(text).toContain('__meta_kubernetes_service_labelpresent_app_kubernetes_io_name');
    expect(text).toContain('target_label: node\n        action: replace');
    expect(text).toContain('url: http://127.0.0.1:1/endpoints/gpu-operator');
  });
});
