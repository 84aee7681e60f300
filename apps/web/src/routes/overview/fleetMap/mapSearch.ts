import { oneOf, pickChoice } from '../../../state/search.ts';

export const GROUPINGS = ['node', 'namespace', 'product'] as const;
export const COLOURINGS = ['utilization', 'memoryUsed', 'temperature', 'power'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export type Colouring = (typeof COLOURINGS)[number];

/** The map's part of the URL; what is absent takes its default. */
export interface MapSearch {
  readonly group?: Grouping | undefined;
  readonly colour?: Colouring | undefined;
}

export function parseMapSearch(search: Readonly<Record<string, unknown>>): MapSearch {
  return {
    ...pickChoice(search, 'group', oneOf(GROUPINGS)),
    ...pickChoice(search, 'colour', oneOf(COLOURINGS)),
  };
}
