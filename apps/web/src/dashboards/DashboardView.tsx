import type { PanelMark } from '@gpu-console/panels';
import type { Annotation, Dashboard } from '@gpu-console/shared/dashboards';
import { arrangePanels, type Section } from '@gpu-console/shared/dashboards/arrangePanels';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { LayoutDashboard } from 'lucide-react';
import { type ReactNode, type RefObject, use, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useSize } from '../components/useSize.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { CrosshairContext, createCrosshair } from '../panels/crosshair.ts';
import { AnnotationBar } from './AnnotationBar.tsx';
import { gridStyle, placeStyle } from './gridStyle.ts';
import { inLanguage } from './inLanguage.ts';
import { isShown } from './isShown.ts';
import { RowHeading } from './RowHeading.tsx';
import { dashboardTexts } from './texts.ts';
import { toggled } from './toggled.ts';
import { type KnownCells, useCells } from './useCells.tsx';

/** Below this many pixels panels stand one under the other. */
const NARROW = 700;

const NO_ANNOTATIONS: readonly Annotation[] = [];
const NONE_TURNED: ReadonlySet<string> = new Set();
const NO_MARKS: readonly PanelMark[] = [];

interface DashboardViewProps {
  readonly dashboard: Pick<Dashboard, 'panels' | 'annotations'>;
  readonly values: VariableValues;
  /** The annotations whose switches the reader turned, by name. */
  readonly turned?: ReadonlySet<string>;
  readonly onTurn?: (name: string) => void;
  /** Events to mark beside those of the annotations. */
  readonly marks?: readonly PanelMark[];
  /** What follows the panels of a row, by the row's id. */
  readonly after?: ((row: string) => ReactNode) | undefined;
  /** Receives what is shown, for exports. */
  readonly shownRef?: RefObject<ShownDashboard | null>;
}

/** A dashboard as it is on screen; sections that are folded have no cells. */
export interface ShownDashboard extends KnownCells {
  readonly sections: readonly Section[];
  readonly values: VariableValues;
}

/** A dashboard's panels on their grid, all asked for together. */
export function DashboardView(props: DashboardViewProps) {
  const {
    dashboard,
    values,
    turned = NONE_TURNED,
    onTurn,
    marks: events = NO_MARKS,
    after,
    shownRef,
  } = props;
  const { panels, annotations = NO_ANNOTATIONS } = dashboard;
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [own] = useState(createCrosshair);
  const crosshair = use(CrosshairContext) ?? own;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const sections = useMemo(() => arrangePanels(panels, values), [panels, values]);
  const shown = useMemo(() => sections.filter((section) => !isFolded(section, folded)), [sections, folded]);
  const isNarrow = width < NARROW;
  const cells = useMemo(() => shown.flatMap((section) => section.cells), [shown]);
  const marking = useMemo(
    () => annotations.filter((annotation) => isShown(annotation, turned)),
    [annotations, turned],
  );
  const { cards, marks, known } = useCells(cells, {
    annotations: marking,
    marks: events,
    values,
    width: isNarrow ? width : Math.ceil(width / 2),
  });

  useEffect(() => {
    if (shownRef !== undefined)
      shownRef.current = {
        ...known,
        values,
        sections: sections.map((section) => (shown.includes(section) ? section : { ...section, cells: [] })),
      };
  });

  if (panels.length === 0) return <EmptyState icon={LayoutDashboard} title={texts.noPanels} />;
  return (
    <CrosshairContext value={crosshair}>
      <div ref={box} className="flex flex-col gap-4">
        {annotations.length > 0 && onTurn !== undefined && (
          <AnnotationBar annotations={annotations} turned={turned} onTurn={onTurn} marks={marks} />
        )}
        {sections.map((section) => (
          <section
            key={section.key}
            aria-labelledby={section.heading === null ? undefined : `heading-${section.key}`}
            className="flex min-w-0 flex-col gap-4"
          >
            {section.heading !== null && (
              <RowHeading
                id={`heading-${section.key}`}
                title={interpolateText(inLanguage(section.heading.title, locale), section.values)}
                count={section.cells.length}
                folded={!shown.includes(section)}
                onToggle={() => setFolded(toggled(folded, section.key))}
              />
            )}
            {shown.includes(section) && section.cells.length > 0 && (
              <div className="grid" style={gridStyle(isNarrow)}>
                {section.cells.map((cell) => (
                  <div key={cell.key} className="min-w-0" style={placeStyle(cell.place, isNarrow)}>
                    {cards.get(cell.key)}
                  </div>
                ))}
              </div>
            )}
            {section.heading !== null && shown.includes(section) && after?.(section.heading.id)}
            {section.leftOut > 0 && <p className="text-muted">{texts.leftOut(section.leftOut)}</p>}
          </section>
        ))}
      </div>
    </CrosshairContext>
  );
}

/** As the file has it, unless the reader turned it. */
function isFolded({ key, heading }: Section, turned: ReadonlySet<string>): boolean {
  return (heading?.collapsed ?? false) !== turned.has(key);
}
