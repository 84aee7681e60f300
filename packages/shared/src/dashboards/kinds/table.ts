import { z } from 'zod';
import { type ModelOf, measured, Short } from '../schemaParts.ts';
import type { PanelKind } from './panelKind.ts';

/** A row per set of labels, a column per label and per query. */
export const tableSchema = z.strictObject({
  ...measured,
  kind: z.literal('table'),
  /** By the name of a column. */
  sort: z.exactOptional(z.strictObject({ column: Short, descending: z.boolean() })),
});

export type TablePanel = ModelOf<typeof tableSchema>;

export const table: PanelKind<TablePanel> = {
  name: { en: 'Table', 'zh-CN': '表格' },
  schema: tableSchema,
  become: () => ({}),
  format: 'table',
  options: [{ control: 'sort', field: 'sort' }],
  grafana: {
    read: {
      table: ({ options }) => {
        const [sort] = options.children('sortBy');
        const column = sort?.word('displayName');
        return column === undefined ? {} : { sort: { column, descending: sort?.flag('desc') === true } };
      },
    },
    type: () => 'table',
    options: ({ sort }) =>
      sort === undefined ? {} : { sortBy: [{ displayName: sort.column, desc: sort.descending }] },
  },
  kubesphere: { read: { table: () => ({}) }, type: { v1alpha2: 'table' }, write: () => ({}) },
};
