import { parseQuery, withMetric } from '../../promql/index.ts';
import type { QueryPanel } from '../model.ts';
import type { LintFinding } from './finding.ts';
import { heldField } from './knownMetrics.ts';

interface Rule {
  readonly title: RegExp;
  /** Fields that such a title is about, and the one that stands for them. */
  readonly about: RegExp;
  readonly field?: string;
  /** Fields that are often taken in its place. */
  readonly not: RegExp;
}

const RULES: readonly Rule[] = [
  { title: /\bfree\b|空闲|剩余/i, about: /_FB_FREE$/, field: 'DCGM_FI_DEV_FB_FREE', not: /_FB_USED$/ },
  { title: /\bused\b|已用|已使用/i, about: /_FB_USED$/, field: 'DCGM_FI_DEV_FB_USED', not: /_FB_FREE$/ },
  { title: /\btemp/i, about: /_TEMP$/, not: /./ },
  { title: /温度/, about: /_TEMP$/, not: /./ },
  { title: /\bpower\b|功率|功耗/i, about: /POWER|ENERGY/, not: /./ },
  { title: /\bclocks?\b|时钟/i, about: /CLOCK/, not: /./ },
];

/** Titles that name another quantity than the queries ask for. Titles of other languages are taken as they are. */
export function lintTitle(panel: QueryPanel): readonly LintFinding[] {
  const title = typeof panel.title === 'string' ? panel.title : panel.title.en;
  const used = panel.queries.flatMap((query) =>
    parseQuery(query.expr).selectors.flatMap(({ metric }) => {
      const field = metric === undefined ? undefined : heldField(metric.name)?.field;
      return metric === undefined || field === undefined ? [] : [{ query, metric: metric.name, field }];
    }),
  );
  const rule = RULES.find(
    ({ title: words, about, not }) =>
      words.test(title) &&
      used.length > 0 &&
      used.every(({ field }) => not.test(field) && !about.test(field)),
  );
  const [first] = used;
  if (rule === undefined || first === undefined) return [];
  const { field } = rule;
  const { query, metric } = first;
  return [
    {
      id: `title.mismatch:${panel.id}:${query.id}`,
      code: 'title.mismatch',
      severity: 'warning',
      panel: panel.id,
      query: query.id,
      params: { title: title.slice(0, 200), metric, ...(field === undefined ? {} : { suggestion: field }) },
      ...(field === undefined ? {} : { fix: { kind: 'expr', expr: withMetric(query.expr, metric, field) } }),
    },
  ];
}
