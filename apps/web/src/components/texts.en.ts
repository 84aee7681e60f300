import { pluralOf } from '@gpu-console/shared/texts';

const plural = pluralOf('en');

/** What the design system says of itself. */
export const en = {
  retry: 'Retry',
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  table: {
    filter: 'Filter',
    columns: 'Columns',
    csv: 'Download CSV',
    rows: (count: number) => plural(count, `${count} row`, `${count} rows`),
    rowsOf: (shown: number, total: number) => `${shown} of ${total}`,
    noMatch: 'Nothing matches the filter',
    clear: 'Clear the filter',
  },
};

export type ComponentTexts = typeof en;
