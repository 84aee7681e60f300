import { oneOf, pickChoice } from './search.ts';
import { THEME_CHOICES } from './theme.ts';
import { timeZoneOf } from './timeZone.ts';

/** How a link wants the page to look: `theme` and `tz` are read once, when the page opens. */
export function parseLookSearch(search: Readonly<Record<string, unknown>>) {
  return {
    ...pickChoice(search, 'theme', oneOf(THEME_CHOICES)),
    ...pickChoice(search, 'tz', timeZoneOf),
  };
}
