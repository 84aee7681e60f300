import type { Gpu } from '@gpu-console/shared/contract';
import { type ReactNode, useMemo } from 'react';
import { SmallTable } from '../components/dataTable/SmallTable.tsx';
import { gpuKey } from './gpuName.ts';
import { useGpuColumns } from './useGpuColumns.tsx';

interface GpuTableProps {
  readonly label: string;
  readonly gpus: readonly Gpu[];
  readonly empty: ReactNode;
  /** Columns that the page around it says already. */
  readonly without?: readonly string[];
}

const NONE: readonly string[] = [];

/** A few GPUs as `nvidia-smi` lists them; the MIG column stands only where there are instances. */
export function GpuTable({ label, gpus, empty, without = NONE }: GpuTableProps) {
  const all = useGpuColumns();
  const columns = useMemo(
    () =>
      all.filter(({ id, optional = false, value }) => {
        if (optional || without.includes(id)) return false;
        return id !== 'profile' || gpus.some((gpu) => value(gpu) !== null);
      }),
    [all, without, gpus],
  );
  return (
    <SmallTable
      name="gpu-list"
      label={label}
      rows={gpus}
      columns={columns}
      rowKey={gpuKey}
      rowHeight={44}
      empty={empty}
    />
  );
}
