import { type ChartTokens, colouredSeries, rangeText } from '@gpu-console/panels';
import type { Sheet, SheetCell } from '@gpu-console/panels/export';
import type { PanelTexts } from '@gpu-console/panels/texts.en';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import { MAX_CONTENT_LENGTH } from '@gpu-console/shared/dashboards/limits';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { type Locale, zoneText } from '@gpu-console/shared/units';
import type { ShownDashboard } from '../../dashboards/DashboardView.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import type { DashboardTexts } from '../../dashboards/texts.en.ts';

export interface SheetSubject {
  readonly dashboard: Dashboard;
  readonly shown: ShownDashboard;
  readonly clusterName: string;
  readonly texts: PanelTexts & Pick<DashboardTexts, 'untitled' | 'notDrawn'>;
  /** Of a row whose panels are not shown. */
  readonly folded: string;
  readonly errorText: (error: Error) => string;
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}

/** The dashboard as it is on screen, on paper. */
export function dashboardSheet(subject: SheetSubject): Sheet {
  const { dashboard, shown, clusterName, folded, tokens, locale } = subject;
  const { from, to } = shown.window;
  const range = `${rangeText(from, to, locale)} ${zoneText(to)}`;
  const chosen = chosenText(dashboard, shown.values, locale);
  return {
    title: inLanguage(dashboard.title, locale) || dashboard.id,
    facts: [`${clusterName} · ${range}`, ...(chosen === '' ? [] : [chosen])],
    sections: shown.sections.map(({ heading, values, cells }) => {
      const title = heading === null ? null : interpolateText(inLanguage(heading.title, locale), values);
      return {
        heading: title === null || cells.length > 0 ? title : `${title} (${folded})`,
        cells: cells.map((cell) => sheetCell(cell, subject)),
      };
    }),
    tokens,
  };
}

function chosenText({ variables }: Dashboard, values: VariableValues, locale: Locale): string {
  return variables
    .filter(({ hidden, kind }) => hidden !== 'variable' && kind !== 'constant')
    .map(({ label, name }) => {
      const { texts, values: raw } = values.get(name) ?? { texts: [], values: [] };
      const said = texts.length > 0 ? texts : raw;
      return `${inLanguage(label ?? name, locale)}: ${said.join(', ') || '–'}`;
    })
    .join(' · ');
}

function sheetCell(cell: Cell, subject: SheetSubject): SheetCell {
  const { key, panel, values, place } = cell;
  const { shown, texts, tokens, locale } = subject;
  const title = interpolateText(inLanguage(panel.title, locale), values);
  const text = (said: string) => ({ place, title: title || texts.untitled, content: textOf(said) });
  if (panel.kind === 'text')
    return { place, title, content: textOf(interpolateText(panel.content, values, MAX_CONTENT_LENGTH)) };
  if (panel.kind === 'unsupported') return text(dashboardText('panel.kind', { type: panel.type }, locale));
  const resolved = shown.resolved.get(key);
  const data = shown.data.get(key);
  if (resolved === undefined || data === undefined) return text(texts.notDrawn);
  if (resolved.problems.length > 0 || resolved.panel.queries.length === 0)
    return text(
      resolved.problems
        .map(({ code, variable, value }) => dashboardText(code, { variable, value }, locale))
        .join('\n') || texts.notDrawn,
    );
  if (data.error !== null && data.series.length === 0)
    return text(`${texts.failed}\n${subject.errorText(data.error)}`);
  const series = colouredSeries(resolved.panel, data.series, shown.slots, tokens);
  const { window, marks } = shown;
  const drawing = { panel: resolved.panel, series, window, marks, texts, locale };
  return { place, title: title || texts.untitled, content: { kind: 'panel', drawing } };
}

const textOf = (text: string) => ({ kind: 'text', text }) as const;
