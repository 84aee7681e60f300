import { type Interval, rangeText } from '@gpu-console/panels';
import { formatPromql } from '@gpu-console/shared/promql';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { panelPromql } from '../../panels/panelPromql.ts';
import { panelTexts } from '../../panels/texts.ts';
import { DEFAULT_SCRAPE_SECONDS } from '../../panels/usePanelView.ts';
import { useCluster } from '../../state/cluster.ts';
import { exploreTexts } from './texts.ts';
import type { ShownPanel } from './useExplored.ts';

interface AskedQueriesProps {
  readonly charts: readonly ShownPanel[];
  readonly window: Interval;
}

/** The queries of the charts as Prometheus gets them: variables filled in, a part to a line, over which time and how fine. */
export function AskedQueries({ charts, window }: AskedQueriesProps) {
  const texts = useTexts(exploreTexts);
  const { seconds } = useTexts(panelTexts);
  const locale = useLocale();
  const scrapeInterval = useCluster().scrapeIntervalSeconds ?? DEFAULT_SCRAPE_SECONDS;
  const asked = charts.flatMap(({ panel, data }) => {
    const step = data.frames.find((frame) => frame !== null && frame.step > 0)?.step;
    if (step === undefined) return [];
    const exprs = panelPromql(panel, window, step, scrapeInterval);
    return panel.queries.map(({ id }, index) => ({ id, step, expr: formatPromql(exprs[index] ?? '') }));
  });
  if (asked.length === 0) return null;
  return (
    <details className="rounded-card border bg-surface px-4 py-2">
      <summary className="cursor-pointer font-medium">{texts.asked}</summary>
      <dl className="mt-2 flex flex-col gap-3">
        {asked
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ id, step, expr }) => (
            <div key={id} className="min-w-0">
              <dt className="flex items-center gap-2 text-sm text-muted">
                <strong className="font-semibold">{id}</strong>
                {texts.askedWith(rangeText(window.from, window.to, locale), seconds(step))}
                <CopyButton text={expr} />
              </dt>
              <dd>
                <pre className="overflow-x-auto rounded bg-sunken p-2 font-mono text-sm whitespace-pre-wrap">
                  {expr}
                </pre>
              </dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
