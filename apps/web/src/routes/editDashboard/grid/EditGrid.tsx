import type { Annotation, Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { LayoutDashboard } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useSize } from '../../../components/useSize.ts';
import { inLanguage } from '../../../dashboards/inLanguage.ts';
import { useCells } from '../../../dashboards/useCells.tsx';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { CrosshairContext, createCrosshair } from '../../../panels/crosshair.ts';
import { editTexts } from '../texts.ts';
import { type GridHandlers, GridStage } from './GridStage.tsx';
import { sectionsOf } from './sections.ts';

/** Below this many pixels panels stand one under the other, and move by buttons. */
const NARROW = 460;
/** A query's id is made of its panel's, and the contract's limit is not far. */
const MAX_KEY_LENGTH = 50;

const NO_ANNOTATIONS: readonly Annotation[] = [];

interface EditGridProps extends GridHandlers {
  readonly dashboard: Dashboard;
  /** The panels as they are drawn: those of the dashboard, once a reader stops typing. */
  readonly drawn: readonly DashboardPanel[];
  readonly values: VariableValues;
}

/** A dashboard's panels with their data, to be moved, resized and chosen. */
export function EditGrid({
  dashboard: { panels, annotations = NO_ANNOTATIONS },
  drawn,
  values,
  ...props
}: EditGridProps) {
  const texts = useTexts(editTexts);
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [crosshair] = useState(createCrosshair);
  const sections = useMemo(() => sectionsOf(panels), [panels]);
  const cells = useMemo(() => cellsOf(drawn, values), [drawn, values]);
  const isNarrow = width < NARROW;
  const enabled = useMemo(() => annotations.filter((one) => one.enabled), [annotations]);
  const { cards: byKey } = useCells(cells, {
    annotations: enabled,
    values,
    width: isNarrow ? width : Math.ceil(width / 2),
  });
  const cards = new Map<string, ReactNode>(cells.map(({ key, panel }) => [panel.id, byKey.get(key)]));
  const titles = new Map(
    panels.map(({ id, title }) => [id, interpolateText(inLanguage(title, locale), values) || texts.untitled]),
  );
  return (
    <CrosshairContext value={crosshair}>
      <div ref={box} className="flex flex-col gap-4">
        {panels.length === 0 ? (
          <EmptyState icon={LayoutDashboard} title={texts.noPanels}>
            {texts.noPanelsDetail}
          </EmptyState>
        ) : (
          <GridStage {...props} sections={sections} cards={cards} titles={titles} isNarrow={isNarrow} />
        )}
      </div>
    </CrosshairContext>
  );
}

function cellsOf(panels: readonly DashboardPanel[], values: VariableValues): readonly Cell[] {
  return panels.flatMap((panel, index): readonly Cell[] => {
    if (panel.kind === 'row') return [];
    const key = panel.id.length <= MAX_KEY_LENGTH ? panel.id : `panel ${index}`;
    return [{ key, panel, values, place: { x: 0, y: 0, w: 1, h: 1 } }];
  });
}
