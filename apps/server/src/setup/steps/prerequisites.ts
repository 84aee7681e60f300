import type { CheckResult, SetupItem } from '@gpu-console/shared/contract';
import { needsPodResourcesGate } from '@gpu-console/shared/setup';
import { seen } from '../../doctor/check.ts';
import { componentsOf } from '../../doctor/cluster.ts';
import { isReadyOn } from '../../doctor/pipeline.ts';
import { worstOf } from '../../doctor/runChecks.ts';
import { kernelsFor } from '../../doctor/supportTable.ts';
import { isKnown } from '../../fact.ts';
import { groupBy } from '../../groupBy.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { type Found, type StepFindings, step, type World } from '../step.ts';

const MAX_NAMES = 3;

const FIELDS = [
  { id: 'os', check: 'platform-os', field: 'osImage', of: ({ facts }: NodeRecord) => facts.operatingSystem },
  {
    id: 'architecture',
    check: 'platform-architecture',
    field: 'architecture',
    of: ({ facts }: NodeRecord) => facts.architecture,
  },
  {
    id: 'kernel',
    check: 'platform-kernel',
    field: 'kernelVersion',
    of: ({ facts }: NodeRecord) => facts.kernelVersion,
  },
  {
    id: 'runtime',
    check: 'platform-runtime',
    field: 'containerRuntimeVersion',
    of: ({ facts }: NodeRecord) => facts.containerRuntime,
  },
] as const;

export const prerequisites = step(
  'prerequisites',
  {
    checks: [
      'platform-os',
      'platform-architecture',
      'platform-kernel',
      'platform-runtime',
      'platform-kubernetes',
      'kubelet-skew',
      'driver-nouveau',
    ],
  },
  (world, found) => {
    const { cluster } = world.facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const nodes = [...cluster.value.nodes.values()];
    const kubernetes = kubernetesItems(world, found);
    if (nodes.length === 0)
      return { items: [found.unknown('no GPU node is known', 'no-nodes'), ...kubernetes] };
    const names = namesOf(nodes.map(({ name }) => name));
    return {
      items: [
        found.pass('nodes', { count: nodes.length, names }),
        ...FIELDS.flatMap(({ id, check, field, of }) =>
          [...groupBy(nodes, of)].map(([value, alike]) => {
            const verdict = worstFor(check, alike, world.results);
            const params = { value: value || '—', nodes: namesOf(alike.map(({ name }) => name)) };
            if (verdict === 'unknown' || value === '')
              return found.unknown(reasonFor(check, alike, world.results), id, params);
            const [first] = alike;
            const evidence = [seen(`Node/${first?.name}`, `.status.nodeInfo.${field}`, value)];
            const words = id === 'kernel' && isHwe(first) ? 'kernel-hwe' : id;
            // No table tells of kernels but Ubuntu's.
            return found[verdict ?? 'info'](words, params, evidence);
          }),
        ),
        ...kubernetes,
        ...nouveauItems(world, nodes, found),
      ],
      ...besideOf(world, found),
    };
  },
);

function kubernetesItems({ facts, setting, results }: World, found: Found<'prerequisites'>): SetupItem[] {
  const { serverVersion } = facts;
  if (serverVersion === null) return [found.unknown('the API server did not tell its version')];
  const verdict = worstOf(results.filter(({ check }) => check === 'platform-kubernetes')) ?? 'pass';
  const evidence = [seen('API server', '/version', serverVersion)];
  const params = { value: serverVersion, chart: setting.chart ?? '' };
  const id = setting.installed === null && setting.chart !== null ? 'kubernetes-release' : 'kubernetes';
  return [
    verdict === 'unknown' ? found.unknown('', id, params) : found[verdict](id, params, evidence),
    ...(needsPodResourcesGate(setting)
      ? [found.warn('feature-gate', { value: serverVersion }, evidence)]
      : []),
  ];
}

/** Only a driver's log, or that it is loaded, tells of nouveau. */
function nouveauItems(
  { facts, results }: World,
  nodes: readonly NodeRecord[],
  found: Found<'prerequisites'>,
): SetupItem[] {
  const holding = results.filter(({ check, verdict }) => check === 'driver-nouveau' && verdict === 'fail');
  if (holding.length > 0) {
    const names = namesOf(holding.map(({ subject }) => subject.name));
    return [found.fail('nouveau-on', { nodes: names }, holding[0]?.evidence)];
  }
  const loaded = nodes.filter(({ name }) => isReadyOn(facts, name, 'driver'));
  if (loaded.length === 0) return [found.info('nouveau-unseen')];
  const names = namesOf(loaded.map(({ name }) => name));
  return [
    found.pass('nouveau-off', { nodes: names }, [seen(`Node/${loaded[0]?.name}`, 'driver pod', 'Ready')]),
  ];
}

function besideOf({ facts, setting }: World, found: Found<'prerequisites'>): Pick<StepFindings, 'beside'> {
  const { cluster } = facts;
  if (!isKnown(cluster)) return {};
  const [worker] = componentsOf(cluster.value, 'nfd-worker');
  const evidence =
    worker === undefined ? [] : [seen(`Pod/${worker.namespace}/${worker.name}`, 'STATUS', worker.status)];
  if (!setting.hasNfd) return { beside: [found.info('nfd-operators', {}, evidence)] };
  const where = worker?.namespace ?? 'feature.node.kubernetes.io/…';
  return { beside: [found.info('nfd-own', { where }, evidence)] };
}

/** Ubuntu's later series for the same release. */
function isHwe(node: NodeRecord | undefined): boolean {
  const [own, ...later] = kernelsFor(node?.facts.operatingSystem ?? '') ?? [];
  const series = /^\d+\.\d+/.exec(node?.facts.kernelVersion ?? '')?.[0];
  return own !== undefined && series !== undefined && later.includes(series);
}

function worstFor(check: string, nodes: readonly NodeRecord[], results: readonly CheckResult[]) {
  return worstOf(ownOf(check, nodes, results));
}

function reasonFor(check: string, nodes: readonly NodeRecord[], results: readonly CheckResult[]): string {
  return (
    ownOf(check, nodes, results).find(({ reason }) => reason !== null)?.reason ?? 'kubelet does not tell'
  );
}

function ownOf(check: string, nodes: readonly NodeRecord[], results: readonly CheckResult[]) {
  return results.filter(
    (result) => result.check === check && nodes.some(({ name }) => name === result.subject.name),
  );
}

function namesOf(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${names.slice(0, MAX_NAMES).join(', ')} +${more}` : names.join(', ');
}
