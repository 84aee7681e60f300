import { type ChartTokens, type DrawnSeries, type Interval, rangeText } from '@gpu-console/panels';
import { panelSvg } from '@gpu-console/panels/export';
import { drawnKindOf } from '@gpu-console/panels/kinds';
import type { PanelTexts } from '@gpu-console/panels/texts.en';
import type { Frame } from '@gpu-console/shared/contract';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { type Locale, zoneText } from '@gpu-console/shared/units';
import { toCsv } from '../components/csv.ts';
import { downloadBlob } from '../components/download.ts';
import { longCsv } from './longCsv.ts';
import { markdownTable } from './markdownTable.ts';
import { type ImageAddress, imageLink, panelFileName, panelLink } from './panelLink.ts';
import { panelPng, type ScreenPanel } from './panelPng.ts';
import type { ScreenPicture } from './picture.ts';

/** What a panel's menu can do. */
export interface PanelActions {
  /** `ratio`: device pixels per CSS pixel. */
  readonly downloadPng: (ratio: number) => void;
  readonly downloadSvg: () => void;
  readonly downloadCsv: () => void;
  /** A line per value. */
  readonly downloadLongCsv: () => void;
  readonly downloadJson: () => void;
  /** Its values as a table in Markdown; undefined where they are too many to read. */
  readonly markdown?: () => string;
  readonly promql: readonly string[];
  /** The same as they can be asked of any range. */
  readonly queries: readonly string[];
  readonly link: () => string;
  /** Where the server draws it; undefined where the server does not know the panel. */
  readonly imageLink?: () => string;
}

interface ActionSubject {
  readonly panel: ResolvedPanel;
  readonly clusterName: string;
  /** The node, GPU or pod whose page the panel is on; null elsewhere. */
  readonly place: string | null;
  readonly window: Interval;
  readonly frames: readonly (Frame | null)[];
  readonly series: readonly DrawnSeries[];
  /** Those that the chart shows. */
  readonly visible: readonly DrawnSeries[];
  readonly promql: readonly string[];
  readonly picture: () => ScreenPicture | null;
  readonly image: ImageAddress | undefined;
  readonly theme: 'light' | 'dark';
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

/** Spreadsheets take UTF-8 for what it is only behind a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The actions on a panel as it is on screen. */
export function panelActions(subject: ActionSubject): PanelActions {
  const { panel, clusterName, window, image, theme, texts, locale } = subject;
  const title = panel.title;
  const save = (content: Blob, extension: string) =>
    downloadBlob(content, panelFileName(clusterName, title, window.to, extension));
  const saveCsv = (csv: string, extension: string) =>
    save(new Blob([BYTE_ORDER_MARK + csv], { type: 'text/csv;charset=utf-8' }), extension);
  const kind = drawnKindOf(panel);
  const { readable } = kind;
  return {
    downloadPng: (ratio) => {
      const picture = pictureOf(subject);
      if (picture !== null) void panelPng(picture, ratio).then((image) => save(image, 'png'));
    },
    downloadSvg: () => {
      const picture = pictureOf(subject);
      if (picture === null) return;
      void panelSvg(picture).then((svg) => save(new Blob([svg], { type: 'image/svg+xml' }), 'svg'));
    },
    downloadCsv: () => saveCsv(toCsv(kind.csv(subject)), 'csv'),
    downloadLongCsv: () => saveCsv(longCsv(subject.series, texts), 'long.csv'),
    downloadJson: () => save(new Blob([panelJson(subject)], { type: 'application/json' }), 'json'),
    ...(readable === undefined ? {} : { markdown: () => markdownTable(readable(subject)) }),
    promql: subject.promql,
    queries: panel.queries.map(({ expr }) => expr),
    link: () => panelLink(location.href, window, panel.id),
    ...(image === undefined
      ? {}
      : { imageLink: () => imageLink(location.href, image, window, { theme, locale }) }),
  };
}

function pictureOf(subject: ActionSubject): ScreenPanel | null {
  const { panel, clusterName, place, window, visible, tokens, texts, locale } = subject;
  const picture = subject.picture();
  if (picture === null) return null;
  return {
    ...{ panel, picture, tokens, texts, locale },
    title: panel.title,
    subtitle: [
      clusterName,
      ...(place === null ? [] : [place]),
      `${rangeText(window.from, window.to, locale)} ${zoneText(window.to)}`,
    ].join(' · '),
    series: drawnKindOf(panel).hasLegend ? visible : [],
  };
}

/** The frames as the server gave them, each with its query. */
function panelJson({ panel, clusterName, window, frames, promql }: ActionSubject): string {
  const queries = panel.queries.map(({ id }, index) => ({ id, expr: promql[index], frame: frames[index] }));
  const { title, unit } = panel;
  const { from, to } = window;
  return JSON.stringify({ cluster: clusterName, title, unit, from, to, queries }, null, 1);
}
