import type { FleetProblem } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { type Joined, joinFleet } from '../fleet/fleet.ts';
import { fleetOverview } from '../fleet/overview.ts';
import { problemsWithin } from '../fleet/problemsWithin.ts';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { type Scope, scopeKey, WHOLE_CLUSTER } from './scope.ts';
import { scopedJoin } from './scopedJoin.ts';

const workload = (namespace: string, name: string) => ({ namespace, name, container: 'main' });

function joined(): Joined {
  const view = clusterOf(
    [kubeNode('node-1'), kubeNode('node-10')],
    [
      kubePod('one', { namespace: 'a', node: 'node-10' }),
      kubePod('two', { namespace: 'b', node: 'node-10' }),
      kubePod('three', { namespace: 'b', node: 'node-1' }),
    ],
  );
  const on = { hostname: 'node-10' };
  const metrics = viewOf([
    deviceOf('own', { origin: on, workloads: [workload('a', 'one')] }),
    deviceOf('shared', { origin: on, workloads: [workload('b', 'two'), workload('a', 'one')] }),
    deviceOf('other', { origin: { hostname: 'node-1' }, workloads: [workload('b', 'three')] }),
    deviceOf('free', { origin: on }),
  ]);
  const state = { ...view, hasAllPods: true, knows: () => true };
  return { state, metrics, fleet: joinFleet(view, metrics) };
}

const OF_A: Scope = { namespaces: new Set(['a']), nodes: false };

describe('a join for who sees some namespaces', () => {
  it('has the GPUs that pods of these hold, with these pods alone', () => {
    const { fleet } = scopedJoin(joined(), OF_A);
    const told = fleet.gpus.map(({ uuid, pods, sharedWithOthers }) => [
      uuid,
      pods.map(({ name }) => name),
      sharedWithOthers,
    ]);
    expect(told).toEqual([
      ['own', ['one'], false],
      ['shared', ['one'], true],
    ]);
    expect([...fleet.byPod.keys()]).toEqual(['a/one']);
    expect([...fleet.byNode].map(([node, gpus]) => [node, gpus.length])).toEqual([['node-10', 2]]);
  });

  it('is the same object for the same scope, and another for another', () => {
    const join = joined();
    expect(scopedJoin(join, OF_A)).toBe(scopedJoin(join, { ...OF_A, namespaces: new Set(['a']) }));
    expect(scopedJoin(join, OF_A)).not.toBe(scopedJoin(join, { ...OF_A, nodes: true }));
    expect(scopedJoin(join, OF_A)).not.toBe(scopedJoin(joined(), OF_A));
    expect(scopedJoin(join, WHOLE_CLUSTER)).toBe(join);
  });

  it('of no namespace is empty', () => {
    const { state, fleet } = scopedJoin(joined(), { namespaces: new Set(), nodes: false });
    expect([fleet.gpus.length, state.pods.size, fleet.byPod.size, fleet.byNode.size]).toEqual([0, 0, 0, 0]);
  });

  it('of all namespaces without nodes has all GPUs, and what nodes have is unknown', () => {
    const join = scopedJoin(joined(), { namespaces: null, nodes: false });
    expect(join.fleet.gpus.length).toBe(4);
    expect(fleetOverview(join)).toMatchObject({
      nodes: { total: null },
      gpus: { total: null, free: null, reporting: 4 },
    });
  });

  it('with nodes does not take GPUs of others for ones that do not report', () => {
    const { gpus, silent } = fleetOverview(scopedJoin(joined(), { ...OF_A, nodes: true }));
    expect([gpus.total, gpus.reporting, silent]).toEqual([4, null, null]);
  });
});

describe('problems', () => {
  const problem = (more: Partial<FleetProblem>): FleetProblem => ({
    ...{
      id: 'x',
      severity: 'warning',
      kind: 'xid',
      node: null,
      gpu: null,
      pod: null,
      params: {},
      message: '',
    },
    title: { en: 'odd', 'zh-CN': '怪' },
    ...more,
  });
  const within = (more: Partial<FleetProblem>) => problemsWithin([problem(more)], scopedJoin(joined(), OF_A));

  it('are those of own GPUs and pods', () => {
    expect(within({ gpu: 'own' }).length).toBe(1);
    expect(within({ pod: { namespace: 'a', name: 'one' } }).length).toBe(1);
    expect(within({ gpu: 'shared' })).toEqual([]);
    expect(within({ gpu: 'free' })).toEqual([]);
    expect(within({ pod: { namespace: 'b', name: 'two' }, gpu: 'own' })).toEqual([]);
    expect(within({ node: 'node-10' })).toEqual([]);
  });

  it('are left out where they name a node that is not shown, and not for a name that only begins so', () => {
    expect(within({ gpu: 'own', title: { en: 'hot on node-10.', 'zh-CN': '' } }).length).toBe(1);
    expect(within({ gpu: 'own', title: { en: 'as hot as node-1.', 'zh-CN': '' } })).toEqual([]);
    expect(within({ gpu: 'own', params: { like: 'node-1' } })).toEqual([]);
  });

  it('that alerts tell are told by the rule’s name alone', () => {
    const [told] = within({
      ...{ kind: 'alert', gpu: 'own', params: { alertname: 'Hot' }, message: 'Hot: two of b' },
      title: { en: 'Hot: two of b', 'zh-CN': 'Hot：two of b' },
    });
    expect(told).toMatchObject({ message: 'Hot', title: { en: 'Hot', 'zh-CN': 'Hot' } });
  });
});

describe('the key of a scope', () => {
  it('is one for the same scope alone', () => {
    const scopes: Scope[] = [
      WHOLE_CLUSTER,
      { namespaces: null, nodes: false },
      { namespaces: new Set(), nodes: false },
      { namespaces: new Set(['a']), nodes: false },
      { namespaces: new Set(['a']), nodes: true },
      { namespaces: new Set(['a', 'b']), nodes: false },
      { namespaces: new Set(['a,b']), nodes: false },
    ];
    expect(new Set(scopes.map(scopeKey)).size).toBe(scopes.length);
    expect(scopeKey({ namespaces: new Set(['b', 'a']), nodes: false })).toBe(
      scopeKey({ namespaces: new Set(['a', 'b']), nodes: false }),
    );
  });
});
