import { type AnnotationMarks, annotationMarks, type ColourSlots, type PanelMark } from '@gpu-console/panels';
import type { Annotation } from '@gpu-console/shared/dashboards';
import { annotationPanel } from '@gpu-console/shared/dashboards/annotationPanel';
import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import { type PanelResolution, resolveCells } from '@gpu-console/shared/dashboards/resolve';
import type { VariableValues } from '@gpu-console/shared/dashboards/variables';
import { type ReactNode, useMemo } from 'react';
import { useLocale } from '../i18n/useLocale.ts';
import { useColourSlots } from '../panels/useColourSlots.ts';
import { type PanelData, type PanelsData, usePanelData } from '../panels/usePanelData.ts';
import { CellCard } from './CellCard.tsx';

/** What an annotation marks, and what Prometheus said where it could not be asked. */
export type MarksByName = ReadonlyMap<string, AnnotationMarks & { readonly failed: string | null }>;

interface Cells {
  /** By the cell's key. */
  readonly cards: ReadonlyMap<string, ReactNode>;
  readonly marks: MarksByName;
  readonly known: KnownCells;
}

/** All that the cards are drawn of. */
export interface KnownCells {
  /** Both by the cell's key. */
  readonly resolved: ReadonlyMap<string, PanelResolution>;
  readonly data: ReadonlyMap<string, PanelData | undefined>;
  readonly window: PanelsData['window'];
  readonly slots: ColourSlots;
  readonly marks: readonly PanelMark[];
}

interface CellsOptions {
  /** Those whose events are marked. */
  readonly annotations: readonly Annotation[];
  /** Events to mark beside those. */
  readonly marks?: readonly PanelMark[];
  readonly values: VariableValues;
  /** Pixels of one panel; nothing is asked while it is 0. */
  readonly width: number;
}

const NO_EVENTS: readonly PanelMark[] = [];

/** The cards of these cells, all asked for together. */
export function useCells(cells: readonly Cell[], options: CellsOptions): Cells {
  const { annotations, marks: events = NO_EVENTS, values, width } = options;
  const locale = useLocale();
  const resolved = useMemo(() => resolveCells(cells, locale), [cells, locale]);
  const marking = useMemo(
    () =>
      annotations.flatMap((annotation, index) => {
        const panel = annotationPanel(annotation, `annotation ${index}`, values);
        return panel === undefined ? [] : [{ annotation, panel }];
      }),
    [annotations, values],
  );
  const asked = useMemo(
    () => [...[...resolved.values()].map(({ panel }) => panel), ...marking.map(({ panel }) => panel)],
    [resolved, marking],
  );
  const data = usePanelData(asked, width);
  const shown = data.panels.slice(0, resolved.size);
  const slots = useColourSlots(shown);
  const marks = useMarks(marking, data.panels.slice(resolved.size));
  const all = useMemo(() => [...events, ...[...marks.values()].flatMap((one) => one.marks)], [events, marks]);
  const dataOf = new Map([...resolved.keys()].map((key, index) => [key, shown[index]]));
  const cards = new Map(
    cells.map((cell) => [
      cell.key,
      <CellCard
        key={cell.key}
        cell={cell}
        resolved={resolved.get(cell.key)}
        data={dataOf.get(cell.key)}
        window={data.window}
        slots={slots}
        marks={all}
        onRetry={data.retry}
      />,
    ]),
  );
  return { cards, marks, known: { resolved, data: dataOf, window: data.window, slots, marks: all } };
}

const NO_MARKS: AnnotationMarks = { marks: [], leftOut: 0 };

/** The same marks until one of the frames changes. */
function useMarks(
  marking: readonly { readonly annotation: Annotation }[],
  data: readonly PanelData[],
): MarksByName {
  const frames = data.map((one) => one.frames[0] ?? null);
  const failures = data.map(({ error }) => error?.message ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are new each time, their members are not
  return useMemo(
    () =>
      new Map(
        marking.map(({ annotation }, index) => {
          const frame = frames[index] ?? null;
          const found = frame === null ? NO_MARKS : annotationMarks(annotation, frame);
          return [annotation.name, { ...found, failed: failures[index] ?? null }];
        }),
      ),
    [marking, ...frames, ...failures],
  );
}
