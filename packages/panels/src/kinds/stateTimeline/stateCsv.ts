import type { CsvCell } from '../drawnKind.ts';
import type { StateRow } from './stateSpans.ts';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** A line per span: row, state, from, to (ISO 8601, UTC), seconds, and the mean value meanwhile in base units. */
export function stateCsv(rows: readonly StateRow[]): readonly (readonly CsvCell[])[] {
  return [
    ['row', 'state', 'from', 'to', 'seconds', 'mean'],
    ...rows.flatMap(({ name, lanes }) =>
      lanes
        .flat()
        .toSorted((a, b) => a.from - b.from)
        .map(({ state, from, to, mean }) => [name, state, iso(from), iso(to), to - from, mean]),
    ),
  ];
}
