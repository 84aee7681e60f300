import type { Overview } from '@gpu-console/shared/contract';
import { IdleGpus } from './IdleGpus.tsx';
import { NamespacesTable } from './NamespacesTable.tsx';
import { PendingPods } from './PendingPods.tsx';

/** Who holds GPUs, who waits for them, and who holds them idle. */
export function OverviewTables({ overview: { namespaces, pending, idle, gpus } }: { overview: Overview }) {
  return (
    <>
      <div className="grid gap-4 xl:grid-cols-12">
        <NamespacesTable namespaces={namespaces} className="xl:col-span-7" />
        <PendingPods pods={pending} className="xl:col-span-5" />
      </div>
      <IdleGpus gpus={idle} held={gpus.allocated} />
    </>
  );
}
