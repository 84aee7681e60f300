import type { Frame } from '@gpu-console/shared/contract';
import type { Panel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { downloadBlob } from '../components/download.ts';
import type { Interval } from '../state/range.ts';
import type { ChartTokens } from './chartTokens.ts';
import { frameCsv } from './frameCsv.ts';
import { panelFileName, panelLink } from './panelLink.ts';
import { panelPng } from './panelPng.ts';
import type { Picture } from './picture.ts';
import { stateCsv } from './stateCsv.ts';
import { stateRows } from './stateSpans.ts';
import type { PanelTexts } from './texts.en.ts';
import type { DrawnSeries } from './timeSeriesOption.ts';
import { rangeText } from './timeText.ts';

/** What a panel's menu can do. */
export interface PanelActions {
  /** `ratio`: device pixels per CSS pixel. */
  readonly downloadPng: (ratio: number) => void;
  readonly downloadCsv: () => void;
  readonly downloadJson: () => void;
  readonly promql: readonly string[];
  readonly link: () => string;
}

interface ActionSubject {
  readonly panel: Panel;
  readonly clusterName: string;
  readonly window: Interval;
  readonly frames: readonly (Frame | null)[];
  readonly series: readonly DrawnSeries[];
  /** Those that the chart shows. */
  readonly visible: readonly DrawnSeries[];
  readonly promql: readonly string[];
  readonly picture: () => Picture | null;
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

/** Spreadsheets take UTF-8 for what it is only behind a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The actions on a panel as it is on screen. */
export function panelActions(subject: ActionSubject): PanelActions {
  const { panel, clusterName, window, texts, locale } = subject;
  const title = panel.title[locale];
  const isTimeline = panel.kind === 'state-timeline';
  const save = (content: Blob, extension: string) =>
    downloadBlob(content, panelFileName(clusterName, title, window.to, extension));
  return {
    downloadPng: (ratio) => {
      const picture = subject.picture();
      if (picture === null) return;
      const subtitle = `${clusterName} · ${rangeText(window.from, window.to, locale)}`;
      const { tokens } = subject;
      const series = isTimeline ? [] : subject.visible;
      void panelPng({
        picture,
        title,
        subtitle,
        unit: panel.unit,
        series,
        tokens,
        texts,
        locale,
        ratio,
      }).then((image) => save(image, 'png'));
    },
    downloadCsv: () => {
      const csv = isTimeline
        ? stateCsv(stateRows(panel, subject.series, locale))
        : frameCsv(subject.series, texts.time);
      save(new Blob([BYTE_ORDER_MARK + csv], { type: 'text/csv;charset=utf-8' }), 'csv');
    },
    downloadJson: () => save(new Blob([panelJson(subject)], { type: 'application/json' }), 'json'),
    promql: subject.promql,
    link: () => panelLink(location.href, window),
  };
}

/** The frames as the server gave them, each with its query. */
function panelJson({ panel, clusterName, window, frames, promql, locale }: ActionSubject): string {
  const queries = panel.queries.map(({ id }, index) => ({ id, expr: promql[index], frame: frames[index] }));
  const { title, unit } = panel;
  const { from, to } = window;
  return JSON.stringify({ cluster: clusterName, title: title[locale], unit, from, to, queries }, null, 1);
}
