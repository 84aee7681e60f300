import { metric } from '@gpu-console/shared/metrics';
import type { Locale } from '@gpu-console/shared/units';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column, Sort } from '../../components/dataTable/column.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { TreeTable } from '../../components/treeTable/TreeTable.tsx';
import { sortTree } from '../../components/treeTable/treeRows.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { Utilization } from '../../fleet/usage.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import type { ClusterReading } from './fleetRows.ts';
import { type ModelRow, modelTotal, modelTree } from './modelRows.ts';
import { SumValue } from './SumValue.tsx';
import type { Sum } from './sums.ts';
import { allClustersTexts } from './texts.ts';

/** The GPUs of all clusters by model; a model opens to the clusters that have it. */
export function ModelTable({ readings }: { readings: readonly ClusterReading[] }) {
  const texts = useTexts(allClustersTexts);
  const columns = useModelColumns(useLocale());
  const [sort, setSort] = useState<Sort | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const nodes = useMemo(() => sortTree(modelTree(readings), columns, sort), [readings, columns, sort]);
  return (
    <Card title={texts.models} padded={false}>
      {nodes.length === 0 ? (
        <EmptyState title={texts.noModels} />
      ) : (
        <TreeTable
          label={texts.models}
          nodes={nodes}
          columns={columns}
          total={modelTotal(readings)}
          sort={sort}
          onSort={setSort}
          isOpen={(key) => open.has(key)}
          onToggle={(key) => setOpen((keys) => toggled(keys, key))}
        />
      )}
    </Card>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return keys.has(key) ? new Set([...keys].filter((one) => one !== key)) : new Set([...keys, key]);
}

function useModelColumns(locale: Locale): readonly Column<ModelRow>[] {
  const texts = useTexts(allClustersTexts);
  const fleet = useTexts(fleetTexts);
  return useMemo(() => {
    const count = (id: string, header: string, of: (row: ModelRow) => Sum): Column<ModelRow> => ({
      id,
      header,
      value: (row) => of(row).value,
      cell: (row) => <SumValue sum={of(row)} />,
      align: 'end',
      width: 110,
    });
    const nameOf = ({ product, cluster }: ModelRow) => {
      if (product === undefined) return texts.total;
      return cluster?.name ?? product ?? texts.unnamed;
    };
    return [
      {
        id: 'model',
        header: texts.model,
        value: nameOf,
        cell: (row) =>
          row.cluster === null ? (
            nameOf(row)
          ) : (
            <Link
              to="/c/$cluster/gpus"
              params={{ cluster: row.cluster.id }}
              // Words apart: exporters write spaces where labels have dashes.
              search={row.product ? { q: row.product.replaceAll('-', ' ') } : {}}
              className="text-accent hover:underline"
            >
              {row.cluster.name}
            </Link>
          ),
        width: 260,
      },
      count('total', fleet.field.gpus, ({ total }) => total),
      count('allocated', texts.allocated, ({ allocated }) => allocated),
      count('free', texts.free, ({ free }) => free),
      {
        id: 'utilization',
        header: metric('utilization').name[locale],
        value: ({ utilization }) => utilization.value,
        unit: 'ratio',
        cell: ({ utilization }) => (
          <SumValue sum={utilization}>
            <Utilization value={utilization.value} />
          </SumValue>
        ),
        width: 130,
      },
    ];
  }, [texts, fleet, locale]);
}
