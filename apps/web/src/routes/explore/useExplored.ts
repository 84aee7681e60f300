import type { QueryPanel } from '@gpu-console/shared/dashboards';
import { type PanelResolution, resolvePanel } from '@gpu-console/shared/dashboards/resolve';
import { useMemo } from 'react';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { type PanelData, type PanelsData, usePanelData } from '../../panels/usePanelData.ts';
import { type ExploredPanels, explorePanels } from './explorePanels.ts';
import { exploreTexts } from './texts.ts';

/** A panel of the page and its answer. */
export interface ShownPanel {
  readonly panel: PanelResolution['panel'];
  readonly data: PanelData;
}

export interface Explored {
  readonly panels: ExploredPanels;
  readonly charts: readonly ShownPanel[];
  /** In the order of the queries. */
  readonly tables: readonly ShownPanel[];
  readonly window: PanelsData['window'];
  readonly retry: () => void;
}

const NO_VALUES = new Map();

/** The queries' answers; nothing is asked while `width` (pixels of a chart) is 0. */
export function useExplored(exprs: readonly string[], width: number): Explored {
  const texts = useTexts(exploreTexts);
  const locale = useLocale();
  const panels = useMemo(
    () =>
      explorePanels(exprs, {
        graph: (ids, isOnly) => (isOnly ? texts.graph : texts.graphOf(ids.join(', '))),
        table: texts.table,
      }),
    [exprs, texts],
  );
  const resolved = useMemo(() => {
    const all: readonly QueryPanel[] = [...panels.charts, ...panels.tables];
    return all.map((panel) => resolvePanel(panel, NO_VALUES, locale).panel);
  }, [panels, locale]);
  const { panels: data, window, retry } = usePanelData(resolved, width);
  const shown = resolved.flatMap((panel, index) => {
    const own = data[index];
    return own === undefined ? [] : [{ panel, data: own }];
  });
  const count = panels.charts.length;
  return { panels, charts: shown.slice(0, count), tables: shown.slice(count), window, retry };
}
