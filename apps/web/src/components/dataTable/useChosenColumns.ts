import { useMemo, useState } from 'react';
import { readStored, writeStored } from '../../state/stored.ts';
import type { Column } from './column.ts';

/** Which columns the reader wants; kept in this browser per table as the ids that differ from the default. */
export function useChosenColumns<Row>(table: string, columns: readonly Column<Row>[]) {
  const key = `columns.${table}`;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(
    () => new Set((readStored(key) ?? '').split(',').filter(Boolean)),
  );

  return useMemo(() => {
    const isShown = ({ id, optional = false }: Column<Row>) => optional === toggled.has(id);
    const toggle = ({ id }: Column<Row>) => {
      const next = new Set(toggled);
      if (!next.delete(id)) next.add(id);
      writeStored(key, [...next].join(','));
      setToggled(next);
    };
    return { shown: columns.filter(isShown), isShown, toggle };
  }, [columns, key, toggled]);
}
