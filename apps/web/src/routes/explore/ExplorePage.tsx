import type { PanelMark } from '@gpu-console/panels';
import { Compass, Play, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useSize } from '../../components/useSize.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { CrosshairContext, createCrosshair } from '../../panels/crosshair.ts';
import { PanelFrame } from '../../panels/PanelFrame.tsx';
import { useColourSlots } from '../../panels/useColourSlots.ts';
import { MAX_EXPLORED } from '../../state/exploreSearch.ts';
import { bumpTick } from '../../state/tick.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { AddToDashboard } from './AddToDashboard.tsx';
import { AskedQueries } from './AskedQueries.tsx';
import { answered, answerOf, NO_ANSWER } from './answerOf.ts';
import { queryId } from './explorePanels.ts';
import { HistoryMenu } from './HistoryMenu.tsx';
import { QueryRow } from './QueryRow.tsx';
import { exploreTexts } from './texts.ts';
import { useDrafts } from './useDrafts.ts';
import { useExplored } from './useExplored.ts';

const NO_MARKS: readonly PanelMark[] = [];

/** Queries of one's own: their graph, their newest values, and what Prometheus says of them. */
export function ExplorePage() {
  const texts = useTexts(exploreTexts);
  const { range } = useTimeRange();
  const { run, drafts, setDrafts, submit } = useDrafts();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { panels, charts, tables, window, retry } = useExplored(run, width);
  const slots = useColourSlots(charts.map(({ data }) => data));
  const [crosshair] = useState(createCrosshair);

  const runAll = () => {
    if (submit()) return;
    if (range.kind === 'relative') bumpTick();
    else retry();
  };
  const write = (index: number, expr: string) =>
    setDrafts(drafts.map((one, at) => (at === index ? expr : one)));
  const take = (query: string) => {
    const free = drafts.findIndex((one) => one.trim() === '');
    if (free >= 0) write(free, query);
    else setDrafts([...drafts.slice(0, MAX_EXPLORED - 1), query]);
  };
  const frame = { window, slots, marks: NO_MARKS, onRetry: retry };
  return (
    <Page>
      <section aria-label={texts.queries} className="flex flex-col gap-3">
        {drafts.map((expr, index) => (
          <QueryRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a query is known by its place
            key={index}
            id={queryId(index)}
            expr={expr}
            answer={expr === run[index] ? answerOf(index, { charts, tables }) : NO_ANSWER}
            onChange={(next) => write(index, next)}
            onRun={runAll}
            onRemove={drafts.length === 1 ? undefined : () => setDrafts(drafts.toSpliced(index, 1))}
          />
        ))}
        <div className="flex flex-wrap gap-2 pl-6">
          <Button className="border-accent text-accent" title="Ctrl+Enter" onClick={runAll}>
            <Play aria-hidden size={14} />
            {texts.run}
          </Button>
          <Button disabled={drafts.length >= MAX_EXPLORED} onClick={() => setDrafts([...drafts, ''])}>
            <Plus aria-hidden size={14} />
            {texts.add}
          </Button>
          <HistoryMenu onTake={take} />
          <AddToDashboard charts={panels.charts} />
        </div>
      </section>
      <AskedQueries charts={charts} window={window} />
      <CrosshairContext value={crosshair}>
        <div ref={box} className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          {run.length === 0 && (
            <Card className="col-span-full">
              <EmptyState icon={Compass} title={texts.empty}>
                {texts.emptyDetail}
              </EmptyState>
            </Card>
          )}
          {[charts, tables].map((column) => (
            <div key={column === charts ? 'charts' : 'tables'} className="flex min-w-0 flex-col gap-4">
              {answered(column, tables).map(({ panel, data }) => (
                <PanelFrame key={panel.id} panel={panel} data={data} {...frame} />
              ))}
            </div>
          ))}
        </div>
      </CrosshairContext>
    </Page>
  );
}
