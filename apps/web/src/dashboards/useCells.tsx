import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import { drawCells } from '@gpu-console/shared/dashboards/drawCells';
import { type ReactNode, useMemo } from 'react';
import { useColourSlots } from '../panels/useColourSlots.ts';
import { usePanelData } from '../panels/usePanelData.ts';
import { CellCard } from './CellCard.tsx';

/**
 * The cards of these cells by key, all asked for together; nothing is asked while `width` (pixels of one panel) is 0.
 */
export function useCells(cells: readonly Cell[], width: number): ReadonlyMap<string, ReactNode> {
  const drawn = useMemo(() => drawCells(cells), [cells]);
  const asked = useMemo(() => [...drawn.values()].map(({ panel }) => panel), [drawn]);
  const data = usePanelData(asked, width);
  const slots = useColourSlots(data.panels);
  const dataOf = new Map(asked.map(({ id }, index) => [id, data.panels[index]]));
  return new Map(
    cells.map((cell) => [
      cell.key,
      <CellCard
        key={cell.key}
        cell={cell}
        drawn={drawn.get(cell.key)}
        data={dataOf.get(cell.key)}
        window={data.window}
        slots={slots}
        onRetry={data.retry}
      />,
    ]),
  );
}
