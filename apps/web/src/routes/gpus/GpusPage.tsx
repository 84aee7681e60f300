import type { Gpu } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Cpu } from 'lucide-react';
import { useMemo } from 'react';
import { live } from '../../api/queries.ts';
import { FleetList } from '../../fleet/FleetList.tsx';
import { gpuKey } from '../../fleet/gpuName.ts';
import { HealthFilter } from '../../fleet/health/HealthFilter.tsx';
import { healthByName, isOfHealth } from '../../fleet/health/health.ts';
import { useWithHealth } from '../../fleet/health/useWithHealth.tsx';
import { GPU_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useGpuColumns } from '../../fleet/useGpuColumns.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { useView } from '../../state/view.ts';
import { gpusTexts } from './texts.ts';

const BY_NODE = { column: 'node', descending: false } as const;

export function GpusPage() {
  const texts = useTexts(gpusTexts);
  const words = useTexts(fleetTexts).health;
  const { health: wanted } = useSearch({ from: '/c/$cluster/gpus' });
  const query = useQuery(live('gpus', useView()));
  const { data } = query;
  const healthOf = useMemo(() => {
    const of = healthByName(data, words, ({ gpu }) => gpu);
    return ({ uuid }: Gpu) => of(uuid);
  }, [data, words]);
  return (
    <Page filled>
      <FleetList
        name="gpus"
        query={query}
        columns={useWithHealth(useGpuColumns(), 'node', healthOf)}
        sources={GPU_SOURCES}
        rowKey={gpuKey}
        initialSort={BY_NODE}
        title={texts.title}
        empty={texts.empty}
        emptyDetail={texts.emptyDetail}
        icon={Cpu}
        isWanted={(gpu) => isOfHealth(healthOf(gpu), wanted)}
        filters={() => <HealthFilter problems={data?.problems ?? []} wanted={wanted} />}
      />
    </Page>
  );
}
