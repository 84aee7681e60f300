import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSize } from '../../../components/useSize.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { useCluster } from '../../../state/cluster.ts';
import { satisfies, useScope } from '../../../state/scope.ts';
import { useTheme } from '../../../state/theme.ts';
import { overviewTexts } from '../texts.ts';
import { groupGpus } from './groupGpus.ts';
import { MapTooltip } from './MapTooltip.tsx';
import type { MapGpu } from './mapGpu.ts';
import { cellAt, layoutMap, type MapCell } from './mapLayout.ts';
import type { MapScale } from './mapScale.ts';
import type { Grouping } from './mapSearch.ts';
import { mapColours, paintMap } from './paintMap.ts';

interface MapCanvasProps {
  readonly gpus: readonly MapGpu[];
  readonly grouping: Grouping;
  readonly scale: MapScale;
}

/** The cells, in a window that scrolls where they are many; only what is in sight gets drawn. */
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
  const layout = useMemo(() => layoutMap(groupGpus(gpus, grouping), width), [gpus, grouping, width]);
  const height = Math.min(layout.height, MAX_HEIGHT);
  const nameless = texts.map[grouping === 'namespace' ? 'unassigned' : 'unknownGroup'];

  // The theme's colours are read anew whenever it changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme changes what mapColours reads
  const colours = useMemo(() => mapColours(document.documentElement), [theme]);

  useLayoutEffect(() => {
    if (canvas.current === null || width === 0) return;
    paintMap(canvas.current, { layout, scale, colours, top, width, height, hovered, nameless });
  }, [layout, scale, colours, top, width, height, hovered, nameless]);

  const cellUnder = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(layout, event.clientX - box.left, event.clientY - box.top + top);
  };
  const open = (event: MouseEvent<HTMLCanvasElement>) => {
    const gpu = cellUnder(event)?.gpu;
    if (gpu === undefined) return;
    const { uuid, node, instance } = gpu;
    if (uuid !== null) {
      const search = instance === null ? {} : { instance: instance.id };
      void navigate({ to: '/c/$cluster/gpus/$uuid', params: { cluster, uuid }, search });
    } else if (node !== null && hasNodes)
      void navigate({ to: '/c/$cluster/nodes/$node', params: { cluster, node } });
  };
  return (
    <div className="relative">
      <div
        ref={viewport}
        className="overflow-x-hidden overflow-y-auto"
        style={{ maxHeight: MAX_HEIGHT, height: layout.height }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: layout.height }}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={`${texts.map.title}: ${texts.map.cells(layout.cells.length)}`}
            className="sticky top-0 block"
            style={{ width, height, cursor: hovered === undefined ? 'default' : 'pointer' }}
            onMouseMove={(event) => setHovered(cellUnder(event))}
            onMouseLeave={() => setHovered(undefined)}
            onClick={open}
          />
        </div>
      </div>
      {hovered !== undefined && (
        <MapTooltip cell={hovered} size={layout.size} scale={scale} top={top} width={width} />
      )}
    </div>
  );
}

const MAX_HEIGHT = 288;
