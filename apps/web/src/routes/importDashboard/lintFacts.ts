import type { Cluster, ValuesReply, ValuesRequest } from '@gpu-console/shared/contract';
import type { LintFacts } from '@gpu-console/shared/dashboards/lint';

/** Answers hold no more values than this (the contract of `/values`). */
const MAX_VALUES = 10_000;
const MAX_QUESTIONS = 50;

/** What this cluster has of the metrics that a dashboard names. */
export async function lintFacts(
  { dialect }: Pick<Cluster, 'dialect'>,
  used: readonly string[],
  ask: (queries: ValuesRequest['queries']) => Promise<ValuesReply>,
): Promise<LintFacts> {
  const [all] = (await ask([{ kind: 'metrics', pattern: '.' }])).results;
  const known = dialect === null ? {} : { dialect };
  if (all === undefined || 'error' in all) return known;
  const names = new Set(all.values);
  const metrics = { names, complete: all.values.length < MAX_VALUES };
  const present = used.filter((metric) => names.has(metric)).slice(0, MAX_QUESTIONS);
  if (present.length === 0) return { ...known, metrics };
  const { results } = await ask(present.map((match) => ({ kind: 'labelNames', match })));
  const labels = new Map(
    present.flatMap((metric, index): [string, ReadonlySet<string>][] => {
      const result = results[index];
      return result === undefined || 'error' in result ? [] : [[metric, new Set(result.values)]];
    }),
  );
  return { ...known, metrics, labels };
}
