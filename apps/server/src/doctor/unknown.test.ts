import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknown } from '../known.ts';
import { factsOf, healthyWorld, NODE, operandPod, put } from '../testing/doctorWorld.ts';
import type { Facts } from './facts.ts';
import { findAll } from './runChecks.ts';

const KINDS = [
  'cluster',
  'policies',
  'drivers',
  'daemonSets',
  'services',
  'endpoints',
  'events',
  'serviceMonitors',
  'podMonitors',
  'prometheuses',
  'namespaces',
  'runtimeClasses',
  'dashboards',
  'targets',
  'firing',
  'clockAhead',
  'nodeClocks',
  'exported',
  'readings',
  'fleet',
] as const satisfies readonly (keyof Facts)[];

const REASON = 'is forbidden';

/** As much at once as can be wrong. */
function sickWorld() {
  const world = healthyWorld();
  const [node] = world.nodes;
  put(node, ['status', 'allocatable', 'nvidia.com/gpu'], '1');
  put(node, ['status', 'nodeInfo', 'osImage'], 'Debian GNU/Linux 12');
  put(node, ['metadata', 'labels', 'nvidia.com/mig.config'], 'theirs');
  put(node, ['metadata', 'labels', 'nvidia.com/mig.config.state'], 'failed');
  put(node, ['metadata', 'labels', 'nvidia.com/gpu-driver-upgrade-state'], 'upgrade-failed');
  put(world.policies[0], ['status', 'state'], 'notReady');
  put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
  put(world.policies[0], ['spec', 'migManager'], { config: { name: 'mig' } });
  world.configMaps.set('gpu-operator/shared', { metadata: { name: 'shared' }, data: {} });
  world.configMaps.set('gpu-operator/mig', { metadata: { name: 'mig' }, data: { a: 'mig-configs: {}' } });
  world.runtimeClasses = [];
  world.serviceMonitors = [];
  world.targets = [];
  world.gpus = world.gpus.slice(0, 1).map((gpu) => ({ ...gpu, sampledAt: gpu.sampledAt - 500 }));
  put(world.gpus[0], ['values'], { DCGM_FI_DEV_XID_ERRORS: 79, DCGM_FI_DEV_GPU_TEMP: 95 });
  put(world.readings, ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'GPU-0'], 3);
  put(world.readings, ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'GPU-0'], 1);
  put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-0'], 0x40);
  world.exported = ['DCGM_FI_DEV_XID_ERRORS'];
  world.clockAhead = 300;
  world.nodeClocks = [{ labels: {}, node: NODE, aheadSeconds: -300 }];
  world.namespaces.push({ metadata: { name: 'kubesphere-system' } });
  world.dashboards = [];
  world.pods = world.pods.filter(({ metadata }) => metadata.name !== `dcgm-${NODE}`);
  world.pods.push(structuredClone(operandPod('operator', 'control-2')));
  return world;
}

/** Verdicts by what they are about, whatever their variant. */
const verdicts = (facts: Facts) =>
  new Map(
    findAll(facts).map(({ check, subject, verdict }) => [
      `${check} ${subject.namespace} ${subject.name}`,
      verdict,
    ]),
  );

describe('facts that cannot be read', () => {
  const sick = factsOf(sickWorld());
  const before = verdicts(sick);

  it('are many in this test', () => {
    expect([...before.values()].filter((verdict) => verdict === 'fail').length).toBeGreaterThan(15);
  });

  it('never make a pass of what failed or was unknown', () => {
    fc.assert(
      fc.property(fc.subarray([...KINDS]), (missing) => {
        const facts = { ...sick, ...Object.fromEntries(missing.map((kind) => [kind, unknown(REASON)])) };
        const passes = [...verdicts(facts)].filter(([about, verdict]) => {
          const was = before.get(about);
          return verdict === 'pass' && (was === 'fail' || was === 'unknown');
        });
        expect(passes).toEqual([]);
      }),
    );
  });

  it.each(KINDS)('%s: nothing throws, and something says unknown or warns with the reason', (kind) => {
    const results = findAll({ ...factsOf(healthyWorld()), [kind]: unknown(REASON) });
    const told = results.filter(({ reason, params }) => reason === REASON || params['reason'] === REASON);
    // Alerts are no check's.
    expect(told.length > 0).toBe(kind !== 'firing');
  });

  it.each(['osImage', 'architecture', 'kernelVersion', 'containerRuntimeVersion', 'kubeletVersion'])(
    'a kubelet that does not tell its %s gives no pass for it',
    (field) => {
      const world = healthyWorld();
      put(world.nodes[0], ['status', 'nodeInfo', field], undefined);
      const unknowns = findAll(factsOf(world)).filter(({ verdict }) => verdict === 'unknown');
      expect(unknowns.map(({ subject }) => subject.name)).toContain(NODE);
    },
  );
});
