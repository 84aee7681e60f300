import type { CheckResult, FleetProblem, Overview, Severity } from '@gpu-console/shared/contract';
import { type Outcome, wordsOf } from '@gpu-console/shared/doctor';
import { isKnown } from '../fact.ts';
import { memo } from '../memo.ts';
import type { Alert } from '../prometheus/monitoring.ts';
import type { Facts } from './facts.ts';
import { findAll } from './runChecks.ts';

const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** A page says by itself that a source is away. */
const SAID_ELSEWHERE = 'sources';
/** What is wrong there takes nobody's GPU away: of what is equally severe it comes last. */
const AFTER_GPUS: ReadonlySet<string> = new Set([
  'feature-discovery',
  'dcgm',
  'exporter',
  'scheduling',
  'metrics',
  'kubesphere',
]);
/** They pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(['starting', 'untold']);
/** One trouble of a GPU seen by several checks: the worst tells it. */
const SAME_PROBLEM: Readonly<Record<string, string>> = {
  'gpu-throttle': 'heat',
  'gpu-temperature': 'heat',
  'ecc-double-bit': 'memory',
  'ecc-row-remap': 'memory',
};
const MEMORY_XIDS: ReadonlySet<number | string | undefined> = new Set([48, 63, 64, 92, 94, 95, 140]);
/** As many as a page tells. */
export const MAX_PROBLEMS = 200;

/** What needs a look, by the checks and by Prometheus' firing alerts: each trouble once, worst first, none of its victims. */
export const fleetProblems = memo((facts: Facts): FleetProblem[] => {
  const worstFirst = findAll(facts)
    .flatMap(problemIn)
    .sort((a, b) => orderOf(a) - orderOf(b));
  const problems = oncePerProblem(worstFirst).map((result) => problemOf(result, facts));
  const told = new Set(problems.flatMap(({ node, gpu }) => [node, gpu]).filter((name) => name !== null));
  const alerts = isKnown(facts.firing)
    ? facts.firing.value.flatMap((alert) => alertProblem(alert, facts, told))
    : [];
  const distinct = new Map([...problems, ...alerts].map((problem) => [problem.id, problem]));
  return [...distinct.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
});

/** What could not be judged of it, each check once with the first reason. */
export const unjudgedChecks = memo((facts: Facts): Overview['unjudged'] => {
  const unknown = new Map<string, string>();
  for (const { check, verdict, reason } of findAll(facts))
    if (verdict === 'unknown' && !unknown.has(check)) unknown.set(check, reason ?? '');
  return [...unknown].map(([check, reason]) => ({ check, reason }));
});

/** A result that needs a look; none for what passes by itself, for victims, and for what a page says of its sources. */
type Problem = CheckResult & { readonly severity: Severity };

function problemIn(result: CheckResult): Problem[] {
  const { severity, blockedBy, stage, variant } = result;
  const isTold = PASSING.has(variant ?? '') || blockedBy !== null || stage === SAID_ELSEWHERE;
  return severity === null || isTold ? [] : [{ ...result, severity }];
}

function orderOf({ severity, stage }: Problem): number {
  return RANK[severity] + (AFTER_GPUS.has(stage) ? 0.5 : 0);
}

/** @param results worst first */
function oncePerProblem(results: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return results.filter(({ check, subject, params }) => {
    const trouble = check === 'xid' && MEMORY_XIDS.has(params['xid']) ? 'memory' : SAME_PROBLEM[check];
    const key = `${subject.name} ${trouble}`;
    if (trouble === undefined || !told.has(key)) {
      told.add(key);
      return true;
    }
    return false;
  });
}

function problemOf(result: Problem, facts: Facts): FleetProblem {
  const { id, check, subject, params, severity } = result;
  const title = { en: says(result, 'en'), 'zh-CN': says(result, 'zh-CN') };
  return {
    id,
    severity,
    kind: check,
    node: subject.node,
    gpu: subject.kind === 'gpu' ? subject.name : null,
    pod: podOf(result, facts),
    title,
    params,
    message: title.en,
  };
}

function says(outcome: Outcome, locale: 'en' | 'zh-CN'): string {
  return wordsOf(outcome, locale).says;
}

/** Only pods that ask for GPUs have a page. */
function podOf({ subject }: CheckResult, { cluster }: Facts): FleetProblem['pod'] {
  const { kind, namespace, name } = subject;
  if (kind !== 'pod' || namespace === null || !isKnown(cluster)) return null;
  return cluster.value.pods.has(`${namespace}/${name}`) ? { namespace, name } : null;
}

const ABOUT_GPUS = /gpu|dcgm|nvidia|xid|nvlink/i;
const UUID_LABELS = ['UUID', 'uuid', 'gpu_uuid'];
const NODE_LABELS = ['node', 'Hostname', 'hostname', 'instance', 'kubernetes_node'];

/** An alert about GPUs or their nodes of which no check speaks. */
function alertProblem(alert: Alert, facts: Facts, told: ReadonlySet<string>): FleetProblem[] {
  const { labels, annotations } = alert;
  const { alertname = '', severity = '' } = labels;
  const text = annotations['summary'] ?? annotations['message'] ?? annotations['description'] ?? alertname;
  const gpu = UUID_LABELS.map((label) => labels[label]).find(Boolean) ?? null;
  const node = nodeOf(labels, facts);
  if (severity === 'none' || !(gpu !== null || ABOUT_GPUS.test(`${alertname} ${text}`))) return [];
  if (told.has(gpu ?? node ?? '')) return [];
  const title = { en: `${alertname}: ${text}`, 'zh-CN': `${alertname}：${text}` };
  return [
    {
      id: ['alert', alertname, gpu ?? node].filter(Boolean).join('/'),
      severity: severity === 'critical' ? 'critical' : severity === 'info' ? 'info' : 'warning',
      kind: 'alert',
      node,
      gpu,
      pod: null,
      title,
      params: { alertname },
      message: title.en,
    },
  ];
}

function nodeOf(labels: Readonly<Record<string, string>>, { cluster }: Facts): string | null {
  if (!isKnown(cluster)) return null;
  const named = NODE_LABELS.map((label) => labels[label]?.replace(/:\d+$/, '')).filter(
    (name) => name !== undefined,
  );
  return named.find((name) => cluster.value.nodes.has(name)) ?? null;
}
