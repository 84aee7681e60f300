import { serviceMonitor } from '@gpu-console/shared/setup';
import { describe, expect, it } from 'vitest';
import { metricsPath, selects } from '../doctor/exporters.ts';
import { isKnown } from '../fact.ts';
import { factsOf, healthyWorld, put, type World } from '../testing/doctorWorld.ts';
import { monitorPlan } from './monitorPlan.ts';

const EXPORTER = { exporterNamespace: 'gpu-operator', exporterService: 'nvidia-dcgm-exporter' };

/** Whether, once it is applied, the monitor matches the Service and Prometheus takes it. */
function works(world: World): boolean {
  const plan = monitorPlan(factsOf(world), 'gpu-operator');
  if (plan.labelService) put(world.services[0], ['metadata', 'labels'], { ...plan.selector });
  for (const namespace of world.namespaces) {
    const name: unknown = Reflect.get(Reflect.get(namespace, 'metadata'), 'name');
    if (name === plan.namespace) put(namespace, ['metadata', 'labels'], { ...plan.namespaceLabels });
  }
  world.serviceMonitors = [serviceMonitor(plan, EXPORTER)];
  world.targets = [];
  const facts = factsOf(world);
  const monitor = metricsPath(facts).monitors.find(({ wrongPort }) => wrongPort === null);
  if (monitor === undefined || !isKnown(facts.prometheuses)) return false;
  return facts.prometheuses.value.some((prometheus) => {
    const { label, namespace } = selects(prometheus, monitor, facts.namespaces);
    return label && namespace === true;
  });
}

function worldWith(spec: object, service: object = {}): World {
  const world = healthyWorld();
  world.prometheuses = [{ metadata: { name: 'k8s', namespace: 'monitoring' }, spec }];
  for (const [key, value] of Object.entries(service))
    put(world.services[0], key === 'labels' ? ['metadata', 'labels'] : ['spec', key], value);
  return world;
}

describe('the ServiceMonitor', () => {
  it.each([
    [
      'a release label',
      {
        serviceMonitorSelector: { matchLabels: { release: 'prometheus' } },
        serviceMonitorNamespaceSelector: {},
      },
    ],
    ['everything', { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }],
    ['its own namespace only', { serviceMonitorSelector: {} }],
    [
      'expressions',
      {
        serviceMonitorSelector: {
          matchExpressions: [
            { key: 'tier', operator: 'In', values: ['gpu', 'all'] },
            { key: 'team', operator: 'Exists' },
          ],
        },
        serviceMonitorNamespaceSelector: {},
      },
    ],
    [
      'namespaces with a label',
      { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: { matchLabels: { monitored: 'true' } } },
    ],
  ])('is taken by a Prometheus that asks for %s', (_name, spec) => {
    expect(works(worldWith(spec))).toBe(true);
  });

  it.each([
    ['other labels', { labels: { team: 'gpu' } }],
    ['no labels', { labels: {} }],
    ['a port without a name', { ports: [{ port: 9400, targetPort: 9400 }] }],
    ['a port with another name', { ports: [{ name: 'metrics', port: 9401, targetPort: 9400 }] }],
  ])('matches a Service with %s', (_name, service) => {
    expect(
      works(worldWith({ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }, service)),
    ).toBe(true);
  });

  it('stands beside Prometheus where that looks nowhere else', () => {
    const plan = monitorPlan(factsOf(worldWith({ serviceMonitorSelector: {} })), 'gpu-operator');
    expect(plan).toMatchObject({
      namespace: 'monitoring',
      prometheus: 'monitoring/k8s',
      selector: { app: 'nvidia-dcgm-exporter' },
    });
  });
});
