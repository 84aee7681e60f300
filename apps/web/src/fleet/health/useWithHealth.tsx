import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { fleetTexts } from '../texts.ts';
import { HealthCell } from './HealthCell.tsx';
import { type Health, problemLabel } from './health.ts';

/** `columns` with what the checks found of each row, behind the column `after`. */
export function useWithHealth<Row>(
  columns: readonly Column<Row>[],
  after: string,
  healthOf: (row: Row) => Health,
): readonly Column<Row>[] {
  const { health } = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(() => {
    const column: Column<Row> = {
      id: 'health',
      header: health.title,
      value: (row) => {
        const { problems, unjudged } = healthOf(row);
        if (problems.length > 0) return problems.map((one) => problemLabel(one, health, locale)).join(', ');
        return unjudged.length === 0 ? health.ok : health.noneKnown;
      },
      cell: (row) => <HealthCell health={healthOf(row)} />,
      width: 134,
    };
    return columns.flatMap((one) => (one.id === after ? [one, column] : [one]));
  }, [columns, after, healthOf, health, locale]);
}
