import { use } from 'react';
import type { TextTable } from './textTable.ts';
import { useLocale } from './useLocale.ts';

/** A table's texts in the language on screen; waits (suspends) for those that are not loaded. */
export function useTexts<T>(table: TextTable<T>): T {
  return use(table.load(useLocale()));
}
