import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { FleetList } from '../../fleet/FleetList.tsx';
import { gpuKey } from '../../fleet/gpuName.ts';
import { GPU_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { useGpuColumns } from '../../fleet/useGpuColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { useView } from '../../state/view.ts';
import { gpusTexts } from './texts.ts';

const BY_NODE = { column: 'node', descending: false } as const;

export function GpusPage() {
  const texts = useTexts(gpusTexts);
  return (
    <Page filled>
      <FleetList
        name="gpus"
        query={useQuery(live('gpus', useView()))}
        columns={useGpuColumns()}
        sources={GPU_SOURCES}
        rowKey={gpuKey}
        initialSort={BY_NODE}
        title={texts.title}
        empty={texts.empty}
        emptyDetail={texts.emptyDetail}
        icon={Cpu}
      />
    </Page>
  );
}
