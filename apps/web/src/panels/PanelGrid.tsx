import type { PanelMark } from '@gpu-console/panels/panelMark';
import type { Panel } from '@gpu-console/shared/dashboards';
import { use, useMemo, useRef, useState } from 'react';
import { CrosshairContext, createCrosshair } from './crosshair.ts';
import { gridLayout } from './gridLayout.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { useColourSlots } from './useColourSlots.ts';
import { usePanelData } from './usePanelData.ts';
import { useSize } from './useSize.ts';

interface PanelGridProps {
  readonly panels: readonly Panel[];
  /** As many columns as there may be; fewer where they would be too narrow. */
  readonly columns?: 1 | 2 | 3;
  /** Events to show on the time axis of every chart. */
  readonly marks?: readonly PanelMark[];
}

const NO_MARKS: readonly PanelMark[] = [];

/** Panels side by side: asked for together, with one crosshair, and one colour per series in all of them. */
export function PanelGrid({ panels: given, columns: most = 2, marks: events = NO_MARKS }: PanelGridProps) {
  const panels = useUnlessEqual(given);
  const marks = useUnlessEqual(events);
  const box = useRef<HTMLDivElement>(null);
  const { columns, panelWidth } = gridLayout(useSize(box).width, most, panels.length);
  const data = usePanelData(panels, panelWidth);
  const slots = useColourSlots(data.panels);
  const [own] = useState(createCrosshair);
  const crosshair = use(CrosshairContext) ?? own;
  return (
    <CrosshairContext value={crosshair}>
      <div
        ref={box}
        className="grid gap-4"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {panels.map((panel, index) => {
          const own = data.panels[index];
          if (own === undefined) return null;
          return (
            <PanelFrame
              key={panel.id}
              panel={panel}
              data={own}
              window={data.window}
              slots={slots}
              marks={marks}
              onRetry={data.retry}
            />
          );
        })}
      </div>
    </CrosshairContext>
  );
}

/** The value of an earlier render where this one says the same: callers may build theirs anew each time. */
function useUnlessEqual<T>(value: T): T {
  const [kept, setKept] = useState(value);
  const isSame = useMemo(
    () => kept === value || JSON.stringify(kept) === JSON.stringify(value),
    [kept, value],
  );
  if (!isSame) setKept(value);
  return isSame ? kept : value;
}
