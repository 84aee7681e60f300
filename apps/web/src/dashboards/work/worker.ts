import '../../state/withoutEval.ts';
import { asksQueries } from '@gpu-console/shared/dashboards';
import {
  documentText,
  exportDashboard,
  importDashboards,
  Refusal,
} from '@gpu-console/shared/dashboards/codecs';
import { fixDashboard, lintDashboard } from '@gpu-console/shared/dashboards/lint';
import { parseQuery } from '@gpu-console/shared/promql';
import type { Job, Outcome, Refused, Work, WorkReply, WorkRequest } from './work.ts';

const work: Work = {
  import: (text) =>
    importDashboards(text).map(({ name, found }) =>
      found instanceof Refusal ? { name, refused: refusedAs(found) } : { name, imported: found },
    ),
  export: (dashboard, options) => {
    const { document, report } = exportDashboard(dashboard, options);
    return { text: documentText(document, options.format === 'grafana' ? 'json' : 'yaml'), report };
  },
  lint: lintDashboard,
  fix: fixDashboard,
  metrics: ({ panels }) => {
    const queries = panels.filter(asksQueries).flatMap(({ queries }) => queries);
    const names = queries.flatMap(({ expr }) =>
      parseQuery(expr).selectors.flatMap(({ metric }) => metric?.name ?? []),
    );
    return [...new Set(names)];
  },
};

const refusedAs = ({ code, params, line }: Refusal): Refused => ({ code, params, line });

function done(job: Job): unknown {
  switch (job.do) {
    case 'import':
      return work.import(...job.with);
    case 'export':
      return work.export(...job.with);
    case 'lint':
      return work.lint(...job.with);
    case 'fix':
      return work.fix(...job.with);
    case 'metrics':
      return work.metrics(...job.with);
  }
}

function outcome(job: Job): Outcome<unknown> {
  try {
    return { done: done(job) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: refusedAs(error) };
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener('message', ({ data: { number, job } }: MessageEvent<WorkRequest>) => {
  const answer: WorkReply = { number, outcome: outcome(job) };
  postMessage(answer);
});
