import type { PodUsage, PodUsageList } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { InlineBar } from '../../components/InlineBar.tsx';
import { Value } from '../../components/Value.tsx';
import { PodLink } from '../../fleet/links.tsx';
import { Utilization } from '../../fleet/usage.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { IdleSince } from '../../usage/IdleSince.tsx';
import type { UsageTexts } from '../../usage/texts.en.ts';
import { usageTexts } from '../../usage/texts.ts';
import type { UsageRow } from '../../usage/usageTree.ts';

const MUCH_IDLE = 0.5;

const modelsOf = ({ pods }: UsageRow) => [...new Set(pods.flatMap(({ models }) => models))].sort().join(', ');

function Name({ row }: { row: UsageRow }) {
  const [pod] = row.pods;
  if (row.kind === 'pod' && pod !== undefined) {
    return <PodLink pod={{ namespace: pod.namespace, name: pod.pod }} withNamespace={false} />;
  }
  return (
    <>
      {row.name}
      {row.workloadKind !== null && <span className="text-sm text-muted"> {row.workloadKind}</span>}
    </>
  );
}

/** The columns of the tree; what a sum has no use for is left empty in it. */
export function useUsageColumns({ from }: Pick<PodUsageList, 'from'>): readonly Column<UsageRow>[] {
  const texts = useTexts(usageTexts);
  return useMemo(
    (): readonly Column<UsageRow>[] => [
      {
        id: 'name',
        header: texts.workload,
        value: ({ name }) => name,
        cell: (row) => <Name row={row} />,
        width: 240,
      },
      {
        id: 'gpuHours',
        header: texts.gpuHours,
        value: ({ gpuHours }) => gpuHours,
        cell: ({ gpuHours }) => <Value value={gpuHours} unit="count" />,
        align: 'end',
        width: 100,
      },
      {
        id: 'idle',
        header: texts.idleGpuHours,
        value: ({ idleGpuHours }) => idleGpuHours,
        cell: ({ idleGpuHours }) => <Value value={idleGpuHours} unit="count" />,
        align: 'end',
        width: 145,
      },
      {
        id: 'idleShare',
        header: texts.idleShare,
        value: ({ idleShare }) => idleShare,
        unit: 'ratio',
        cell: ({ idleShare }) => (
          <InlineBar ratio={idleShare} tone={(idleShare ?? 0) >= MUCH_IDLE ? 'warning' : 'accent'}>
            <Value value={idleShare} unit="ratio" />
          </InlineBar>
        ),
        width: 105,
      },
      {
        id: 'meanUse',
        header: texts.meanUse,
        value: ({ meanUtilization }) => meanUtilization,
        unit: 'ratio',
        cell: (row) => <MeanUse row={row} />,
        width: 105,
      },
      {
        id: 'memory',
        header: texts.peakMemory,
        value: ({ peakMemoryBytes }) => peakMemoryBytes,
        unit: 'bytes',
        width: 125,
      },
      {
        id: 'idleSince',
        header: texts.idleSince,
        // The longest idle first, as with other numbers.
        value: ({ idleSince }) => (idleSince === null ? null : -idleSince),
        cell: ({ idleSince }) => <IdleSince since={idleSince} from={from} />,
        align: 'end',
        width: 170,
      },
      { id: 'models', header: texts.models, value: modelsOf, width: 200, optional: true },
    ],
    [texts, from],
  );
}

function MeanUse({ row: { pods, meanUtilization } }: { row: UsageRow }) {
  const texts = useTexts(usageTexts);
  const sharedBy = Math.max(1, ...pods.map((pod) => pod.sharedBy));
  if (pods.length !== 1 || sharedBy === 1) return <Utilization value={meanUtilization} />;
  return (
    <span title={texts.sharedBy(sharedBy)}>
      <Utilization value={meanUtilization} />
    </span>
  );
}

/** One line per pod: what a spreadsheet can add up by itself. */
export function usageCsvColumns(texts: UsageTexts): readonly Column<PodUsage>[] {
  const column = (
    header: string,
    value: Column<PodUsage>['value'],
    more: Pick<Column<PodUsage>, 'unit'> = {},
  ): Column<PodUsage> => ({ id: header, header, value, width: 0, ...more });
  return [
    column('namespace', ({ namespace }) => namespace),
    column(texts.kind, ({ owner }) => owner?.kind ?? null),
    column('workload', ({ owner }) => owner?.name ?? null),
    column('pod', ({ pod }) => pod),
    column(texts.gpus, ({ gpus }) => gpus),
    column(texts.models, ({ models }) => models.join(', ')),
    column(texts.gpuHours, ({ gpuHours }) => gpuHours),
    column(texts.idleGpuHours, ({ idleGpuHours }) => idleGpuHours),
    column(texts.meanUse, ({ meanUtilization }) => meanUtilization, { unit: 'ratio' }),
    column(texts.peakMemory, ({ peakMemoryBytes }) => peakMemoryBytes, { unit: 'bytes' }),
    column(texts.idleSince, ({ idleSince }) =>
      idleSince === null ? null : new Date(idleSince * 1000).toISOString(),
    ),
  ];
}
