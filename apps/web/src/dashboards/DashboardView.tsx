import type { Dashboard } from '@gpu-console/shared/dashboards';
import { arrangePanels, type Section } from '@gpu-console/shared/dashboards/arrangePanels';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { LayoutDashboard } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { CrosshairContext, createCrosshair } from '../panels/crosshair.ts';
import { useSize } from '../panels/useSize.ts';
import { gridStyle, placeStyle } from './gridStyle.ts';
import { inLanguage } from './inLanguage.ts';
import { RowHeading } from './RowHeading.tsx';
import { useCells } from './useCells.tsx';
import { useDashboardTexts } from './useDashboardTexts.ts';

/** Below this many pixels panels stand one under the other. */
const NARROW = 700;

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
  const isNarrow = width < NARROW;
  const cells = useMemo(() => shown.flatMap((section) => section.cells), [shown]);
  const cards = useCells(cells, isNarrow ? width : Math.ceil(width / 2));

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
                    {cards.get(cell.key)}
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
