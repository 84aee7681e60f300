import type { Pod } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Boxes } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { FleetList } from '../../fleet/FleetList.tsx';
import { FoldedPods } from '../../fleet/FoldedPods.tsx';
import { POD_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useView } from '../../state/view.ts';
import { PodFilters } from './PodFilters.tsx';
import { workloadsTexts } from './texts.ts';

const NEWEST_FIRST = { column: 'age', descending: true } as const;
const podKey = ({ uid }: Pod) => uid;

/** The pods that ask for GPUs, as they are now. */
export function PodsView() {
  const texts = useTexts(workloadsTexts);
  const { namespace, phase } = useSearch({ from: '/c/$cluster/workloads' });
  const query = useQuery(live('pods', useView()));
  const folded = (query.data?.folded ?? []).filter(
    (one) => namespace === undefined || one.namespace === namespace,
  );
  return (
    <>
      <FoldedPods folded={folded} />
      <FleetList
        name="workloads"
        query={query}
        columns={usePodColumns()}
        sources={POD_SOURCES}
        rowKey={podKey}
        initialSort={NEWEST_FIRST}
        title={texts.title}
        empty={texts.empty}
        emptyDetail={texts.emptyDetail}
        icon={Boxes}
        isWanted={(pod) =>
          (namespace === undefined || pod.namespace === namespace) &&
          (phase === undefined || pod.phase === phase)
        }
        filters={(pods) => <PodFilters pods={pods} namespace={namespace} phase={phase} />}
      />
    </>
  );
}
