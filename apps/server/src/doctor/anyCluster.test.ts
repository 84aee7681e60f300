import { DoctorReport, OperatorReport } from '@gpu-console/shared/contract';
import { wordsOf } from '@gpu-console/shared/doctor';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unavailable } from '../fact.ts';
import { factsOf, put } from '../testing/doctorWorld.ts';
import { FACT_KINDS, sickWorld } from '../testing/sickWorld.ts';
import type { Facts } from './facts.ts';
import { operatorReport } from './operatorReport.ts';
import { fleetProblems } from './problems.ts';
import { doctorReport, findAll } from './runChecks.ts';

type Path = readonly (string | number)[];

/** Lists of the world that hold Kubernetes objects. */
const LISTS = [
  'nodes',
  'pods',
  'policies',
  'daemonSets',
  'services',
  'endpoints',
  'serviceMonitors',
  'prometheuses',
  'namespaces',
  'runtimeClasses',
] as const;

/** What the API server never leaves out (Kubernetes' OpenAPI, `required`); conditions have a status, too. */
const REQUIRED =
  /^(?:metadata|name|namespace|type|containers|key|effect|port|template|endpoints|value|creationTimestamp|spec|selector|handler|ip|address)$/;

function isOptional(path: Path): boolean {
  const key = path.at(-1);
  if (typeof key === 'number') return false;
  if (key === 'status' && path.at(-3) === 'conditions') return false;
  if (key === 'restartCount' || key === 'ready' || key === 'reason') return false;
  return key !== undefined && !REQUIRED.test(key);
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const own = [...path, key];
    return [own, ...pathsIn(Reflect.get(value, key), own)];
  });
}

const FIELDS = LISTS.flatMap((list) => pathsIn(sickWorld()[list], [list])).filter(isOptional);
const WORDS = FIELDS.filter((path) => typeof at(sickWorld(), path) === 'string' && isWord(path));

function at(object: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    object,
  );
}

/** Fields whose words grow with Kubernetes and the operator: phases, states, reasons, versions. */
function isWord(path: Path): boolean {
  return /^(?:phase|state|osImage|kernelVersion|containerRuntimeVersion|kubeletVersion|architecture|image|finishedAt|lastTransitionTime)$|^nvidia\.com\//.test(
    String(path.at(-1)),
  );
}

const ODD_WORDS = fc.constantFrom('', 'Hibernating', 'v0', '2099-13-45', '×', 'null');

/** A cluster from which fields are gone, and in which others hold what nobody has seen yet. */
const clusters = fc.record({
  gone: fc.uniqueArray(fc.constantFrom(...FIELDS), { maxLength: 12 }),
  odd: fc.array(fc.tuple(fc.constantFrom(...WORDS), ODD_WORDS), { maxLength: 6 }),
  refused: fc.subarray([...FACT_KINDS]),
});

function factsWith({
  gone,
  odd,
}: {
  gone: readonly Path[];
  odd: readonly (readonly [Path, string])[];
}): Facts {
  const world = sickWorld();
  for (const [path, word] of odd) put(world, path, word);
  for (const path of gone) if (at(world, path) !== undefined) put(world, path, undefined);
  return factsOf(world);
}

const refuse = (facts: Facts, kinds: readonly string[]): Facts => ({
  ...facts,
  ...Object.fromEntries(kinds.map((kind) => [kind, unavailable('is forbidden')])),
});

const verdicts = (facts: Facts) =>
  new Map(
    findAll(facts).map(({ check, subject, verdict }) => [
      `${check} ${subject.namespace} ${subject.name}`,
      verdict,
    ]),
  );

describe('a cluster of any shape', () => {
  it('has many fields here', () => {
    expect(FIELDS.length).toBeGreaterThan(300);
    expect(WORDS.length).toBeGreaterThan(20);
  });

  it('is examined and reported as the contract says, whatever is missing, refused or new', () => {
    fc.assert(
      fc.property(clusters, ({ refused, ...cluster }) => {
        const facts = refuse(factsWith(cluster), refused);
        const envelope = { asOf: { kubernetes: null, metrics: null }, partial: [] };
        DoctorReport.parse({ ...doctorReport(facts), ...envelope });
        OperatorReport.parse({ ...operatorReport(facts), ...envelope });
        fleetProblems(facts);
        for (const result of findAll(facts)) {
          expect(result.reason === null, result.id).toBe(result.verdict !== 'unknown');
          expect(wordsOf(result, 'zh-CN').says).not.toMatch(/\{\{|undefined|NaN/);
          expect(result.commands.join('\n')).not.toMatch(/undefined|NaN|\{\{/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gets no pass by what is refused', () => {
    fc.assert(
      fc.property(clusters, ({ refused, ...cluster }) => {
        const facts = factsWith(cluster);
        const before = verdicts(facts);
        const passes = [...verdicts(refuse(facts, refused))].filter(([about, verdict]) => {
          const was = before.get(about);
          return verdict === 'pass' && (was === 'fail' || was === 'unknown');
        });
        expect(passes).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
