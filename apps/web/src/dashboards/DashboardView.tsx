import type { Dashboard } from '@gpu-console/shared/dashboards';
import { arrangePanels, type Section } from '@gpu-console/shared/dashboards/arrangePanels';
import { drawCells } from '@gpu-console/shared/dashboards/drawCells';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { LayoutDashboard } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { CrosshairContext, createCrosshair } from '../panels/crosshair.ts';
import { useColourSlots } from '../panels/useColourSlots.ts';
import { usePanelData } from '../panels/usePanelData.ts';
import { useSize } from '../panels/useSize.ts';
import { CellCard } from './CellCard.tsx';
import { inLanguage } from './inLanguage.ts';
import { RowHeading } from './RowHeading.tsx';
import { useDashboardTexts } from './useDashboardTexts.ts';

/** Below this many pixels panels stand one under the other. */
const NARROW = 700;
/** Pixels of a cell of the grid, and between two. */
const CELL_HEIGHT = 24;
const GAP = 16;

interface DashboardViewProps {
  readonly dashboard: Pick<Dashboard, 'panels'>;
  readonly values: VariableValues;
}

/** A dashboard's panels on their grid, all asked for together. */
export function DashboardView({ dashboard: { panels }, values }: DashboardViewProps) {
  const texts = useDashboardTexts();
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [crosshair] = useState(createCrosshair);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());

  const sections = useMemo(() => arrangePanels(panels, values), [panels, values]);
  const shown = useMemo(() => sections.filter((section) => !isFolded(section, turned)), [sections, turned]);
  const drawn = useMemo(() => drawCells(shown.flatMap(({ cells }) => cells)), [shown]);
  const isNarrow = width < NARROW;
  const asked = useMemo(() => [...drawn.values()].map(({ panel }) => panel), [drawn]);
  const data = usePanelData(asked, isNarrow ? width : Math.ceil(width / 2));
  const slots = useColourSlots(data.panels);
  const dataOf = new Map(asked.map(({ id }, index) => [id, data.panels[index]]));

  if (panels.length === 0) return <EmptyState icon={LayoutDashboard} title={texts.noPanels} />;
  return (
    <CrosshairContext value={crosshair}>
      <div ref={box} className="flex flex-col gap-4">
        {sections.map((section) => (
          <section key={section.key} className="flex min-w-0 flex-col gap-4">
            {section.heading !== null && (
              <RowHeading
                title={interpolateText(inLanguage(section.heading.title, locale), section.values)}
                count={section.cells.length}
                folded={!shown.includes(section)}
                onToggle={() => setTurned(toggled(turned, section.key))}
              />
            )}
            {shown.includes(section) && section.cells.length > 0 && (
              <div className="grid" style={gridStyle(isNarrow)}>
                {section.cells.map((cell) => (
                  <div key={cell.key} className="min-w-0" style={placeStyle(cell.place, isNarrow)}>
                    <CellCard
                      cell={cell}
                      drawn={drawn.get(cell.key)}
                      data={dataOf.get(cell.key)}
                      window={data.window}
                      slots={slots}
                      onRetry={data.retry}
                    />
                  </div>
                ))}
              </div>
            )}
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

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

const gridStyle = (isNarrow: boolean) => ({
  gap: GAP,
  gridTemplateColumns: isNarrow ? 'minmax(0, 1fr)' : 'repeat(24, minmax(0, 1fr))',
  gridAutoRows: isNarrow ? 'auto' : CELL_HEIGHT,
});

function placeStyle({ x, y, w, h }: Section['cells'][number]['place'], isNarrow: boolean) {
  if (isNarrow) return { height: h * (CELL_HEIGHT + GAP) - GAP };
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
