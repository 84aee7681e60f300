import { parseTableSearch } from '../../components/dataTable/tableState.ts';
import { oneOf, pickChoice, pickTexts } from '../../state/search.ts';

export const VERDICTS = ['fail', 'warn', 'unknown', 'pass'] as const;

/** The page's part of the URL. */
export function parseOperatorSearch(search: Readonly<Record<string, unknown>>) {
  return {
    ...parseTableSearch(search),
    ...pickTexts(search, ['component', 'cell', 'check', 'find']),
    ...pickChoice(search, 'verdict', oneOf(VERDICTS)),
  };
}
