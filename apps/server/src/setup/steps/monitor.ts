import type { CheckResult, SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { metricsPath } from '../../doctor/exporters.ts';
import { labelText } from '../../doctor/selectors.ts';
import { isKnown } from '../../fact.ts';
import { type Found, step, type World } from '../step.ts';

export const monitor = step(
  'monitor',
  { needs: ['exporter'], checks: ['metrics-monitor', 'metrics-monitor-selected'] },
  (world, found) => {
    const { facts } = world;
    if (!isKnown(facts.cluster)) return { items: [found.unknown(facts.cluster.unknown)] };
    const { operatorMonitor } = metricsPath(facts);
    const own = operatorMonitor?.metadata;
    return {
      items: [...monitorItems(world, found), ...selectedItems(world, found)],
      beside:
        own === undefined
          ? []
          : [
              found.info('operators-own', { monitor: `ServiceMonitor/${own.namespace}/${own.name}` }, [
                seen(`ServiceMonitor/${own.namespace}/${own.name}`, '.spec.selector', 'app=gpu-operator'),
              ]),
            ],
    };
  },
);

const resultOf = ({ results }: World, check: string): CheckResult | undefined =>
  results.find((result) => result.check === check);

function monitorItems(world: World, found: Found<'monitor'>): SetupItem[] {
  const result = resultOf(world, 'metrics-monitor');
  const { monitors } = metricsPath(world.facts);
  if (result === undefined) return [found.fail('no-monitor')];
  if (result.verdict === 'unknown') return [found.unknown(result.reason ?? '—')];
  const fitting = monitors.find(({ wrongPort }) => wrongPort === null);
  if (result.verdict === 'pass') {
    if (fitting === undefined) return [found.pass('without-monitor', {}, result.evidence)];
    const monitor = `${fitting.kind}/${fitting.namespace}/${fitting.name}`;
    return [
      found.pass('monitor', { monitor }, [seen(monitor, '.metadata.labels', labelText(fitting.labels))]),
    ];
  }
  if (result.variant === 'port') return [found.fail('wrong-port', result.params, result.evidence)];
  return [found.fail('no-monitor', {}, result.evidence)];
}

function selectedItems(world: World, found: Found<'monitor'>): SetupItem[] {
  const { setting } = world;
  const result = resultOf(world, 'metrics-monitor-selected');
  const prometheus = setting.monitor.prometheus;
  if (result === undefined) {
    if (prometheus === null) return [];
    const wanted = labelText(setting.monitor.labels);
    return [found.info('wants', { prometheus: `Prometheus/${prometheus}`, wanted })];
  }
  if (result.verdict === 'unknown') return [found.unknown(result.reason ?? '—')];
  if (result.verdict === 'pass')
    return [
      found.pass(
        'selected',
        { prometheus: prometheus === null ? 'Prometheus' : `Prometheus/${prometheus}` },
        result.evidence,
      ),
    ];
  return [found.fail('not-selected', result.params, result.evidence)];
}
