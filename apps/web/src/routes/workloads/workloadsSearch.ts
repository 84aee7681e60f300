import { parseTableSearch } from '../../components/dataTable/tableState.ts';
import { oneOf, pickChoice, pickTexts } from '../../state/search.ts';

export const USAGE = 'usage';
export const DEVICES = 'devices';
export const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

const MAX_IDLE_SECONDS = 86_400;

/** A number within limits, as it was written. */
const numberWithin = (isWithin: (value: number) => boolean) => (text: string) =>
  text.trim() !== '' && isWithin(Number(text)) ? text : undefined;

/** The page's part of the URL: which view, narrowed to what, and what counts as idle within the limits of the endpoint. */
export function parseWorkloadsSearch(search: Readonly<Record<string, unknown>>) {
  return {
    ...parseTableSearch(search),
    ...pickTexts(search, ['namespace', 'open']),
    ...pickChoice(search, 'phase', oneOf(PHASES)),
    ...pickChoice(search, 'view', oneOf([USAGE, DEVICES])),
    ...pickChoice(
      search,
      'idle',
      numberWithin((share) => share > 0 && share <= 1),
    ),
    ...pickChoice(
      search,
      'idleFor',
      numberWithin((seconds) => seconds >= 0 && seconds <= MAX_IDLE_SECONDS),
    ),
  };
}
