import { useNavigate } from '@tanstack/react-router';
import {
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSize } from '../../../components/useSize.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { useCluster } from '../../../state/cluster.ts';
import { satisfies, useScope } from '../../../state/scope.ts';
import { useTheme } from '../../../state/theme.ts';
import { overviewTexts } from '../texts.ts';
import { groupGpus } from './groupGpus.ts';
import { MapOption } from './MapOption.tsx';
import { MapTooltip } from './MapTooltip.tsx';
import type { MapGpu } from './mapGpu.ts';
import { cellAfter } from './mapKeys.ts';
import { cellAt, LABEL_HEIGHT, layoutMap, type MapCell } from './mapLayout.ts';
import type { MapScale } from './mapScale.ts';
import type { Grouping } from './mapSearch.ts';
import { mapColours, paintMap } from './paintMap.ts';

interface MapCanvasProps {
  readonly gpus: readonly MapGpu[];
  readonly grouping: Grouping;
  readonly scale: MapScale;
}

/**
 * The cells, in a window that scrolls where they are many; only what is in sight gets drawn. By keyboard it is a list box:
 * the arrows lead from cell to cell, Enter opens one.
 */
export function MapCanvas({ gpus, grouping, scale }: MapCanvasProps) {
  const texts = useTexts(overviewTexts);
  const { theme } = useTheme();
  const navigate = useNavigate();
  const cluster = useCluster().id;
  const hasNodes = satisfies(useScope(), 'nodes');
  const viewport = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(viewport);
  const [top, setTop] = useState(0);
  const [hovered, setHovered] = useState<MapCell | undefined>();
  const [active, setActive] = useState(0);
  const [isFocused, setFocused] = useState(false);
  const id = useId();
  const layout = useMemo(() => layoutMap(groupGpus(gpus, grouping), width), [gpus, grouping, width]);
  const height = Math.min(layout.height, MAX_HEIGHT);
  const current = Math.min(active, layout.cells.length - 1);
  const activeCell = layout.cells[current];
  const pointed = hovered ?? (isFocused ? activeCell : undefined);
  const nameless = texts.map[grouping === 'namespace' ? 'unassigned' : 'unknownGroup'];

  // The theme's colours are read anew whenever it changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme changes what mapColours reads
  const colours = useMemo(() => mapColours(document.documentElement), [theme]);

  useLayoutEffect(() => {
    if (canvas.current === null || width === 0) return;
    paintMap(canvas.current, { layout, scale, colours, top, width, height, pointed, nameless });
  }, [layout, scale, colours, top, width, height, pointed, nameless]);

  const cellUnder = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(layout, event.clientX - box.left, event.clientY - box.top + top);
  };
  const open = (cell: MapCell | undefined) => {
    if (cell === undefined) return;
    const { uuid, node, instance } = cell.gpu;
    if (uuid !== null) {
      const search = instance === null ? {} : { instance: instance.id };
      void navigate({ to: '/c/$cluster/gpus/$uuid', params: { cluster, uuid }, search });
    } else if (node !== null && hasNodes)
      void navigate({ to: '/c/$cluster/nodes/$node', params: { cluster, node } });
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = cellAfter(event.key, layout.cells, current);
    const isOpening = event.key === 'Enter' || event.key === ' ';
    if (next === undefined && !isOpening) return;
    event.preventDefault();
    if (next === undefined) return open(activeCell);
    setActive(next);
    setHovered(undefined);
    const y = layout.cells[next]?.y ?? 0;
    const least = y + layout.size - height;
    // Its group's name stays in sight, too.
    const most = y - LABEL_HEIGHT;
    if (viewport.current !== null)
      viewport.current.scrollTop = Math.min(most, Math.max(least, viewport.current.scrollTop));
  };
  return (
    <div className="relative">
      <div
        ref={viewport}
        role="listbox"
        tabIndex={0}
        aria-label={`${texts.map.title}: ${texts.map.cells(layout.cells.length)}`}
        aria-activedescendant={`${id}-${current}`}
        onKeyDown={press}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        className="overflow-x-hidden overflow-y-auto"
        style={{ maxHeight: MAX_HEIGHT, height: layout.height }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: layout.height }}>
          <canvas
            ref={canvas}
            aria-hidden
            className="sticky top-0 block"
            style={{ width, height, cursor: hovered === undefined ? 'default' : 'pointer' }}
            onMouseMove={(event) => setHovered(cellUnder(event))}
            onMouseLeave={() => setHovered(undefined)}
            onClick={(event) => open(cellUnder(event))}
          />
          {activeCell !== undefined && (
            <MapOption
              key={current}
              id={`${id}-${current}`}
              cell={activeCell}
              scale={scale}
              position={current + 1}
              count={layout.cells.length}
            />
          )}
        </div>
      </div>
      {pointed !== undefined && (
        <MapTooltip cell={pointed} size={layout.size} scale={scale} top={top} width={width} />
      )}
    </div>
  );
}

const MAX_HEIGHT = 288;
