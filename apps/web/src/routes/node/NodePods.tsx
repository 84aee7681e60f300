import type { FoldedPods as Folded, Pod } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { FoldedPods } from '../../fleet/FoldedPods.tsx';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { nodeTexts } from './texts.ts';

const podKey = ({ uid }: Pod) => uid;

/** The pods on one node that ask for GPUs. */
export function NodePods({ pods, folded }: { pods: readonly Pod[]; folded: readonly Folded[] }) {
  const texts = useTexts(nodeTexts);
  const all = usePodColumns();
  const columns = useMemo(() => all.filter(({ id }) => id !== 'node'), [all]);
  return (
    <Card title={texts.pods} note={pods.length} padded={false}>
      {folded.length > 0 && (
        <div className="px-3 pb-2">
          <FoldedPods folded={folded} />
        </div>
      )}
      <SmallTable
        name="node-pods"
        label={texts.pods}
        rows={pods}
        columns={columns}
        rowKey={podKey}
        rowHeight={44}
        empty={<NoneFound title={texts.podsEmpty} />}
      />
    </Card>
  );
}
