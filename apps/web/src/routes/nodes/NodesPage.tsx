import type { Node } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Server } from 'lucide-react';
import { useMemo } from 'react';
import { live } from '../../api/queries.ts';
import { FleetList } from '../../fleet/FleetList.tsx';
import { HealthFilter } from '../../fleet/health/HealthFilter.tsx';
import { healthByName, isOfHealth } from '../../fleet/health/health.ts';
import { useWithHealth } from '../../fleet/health/useWithHealth.tsx';
import { NODE_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { useView } from '../../state/view.ts';
import { nodesTexts } from './texts.ts';
import { useNodeColumns } from './useNodeColumns.tsx';

const BY_NAME = { column: 'name', descending: false } as const;
const nodeKey = ({ name }: Node) => name;

export function NodesPage() {
  const texts = useTexts(nodesTexts);
  const words = useTexts(fleetTexts).health;
  const { health: wanted } = useSearch({ from: '/c/$cluster/nodes' });
  const query = useQuery(live('nodes', useView()));
  const { data } = query;
  const healthOf = useMemo(() => {
    const of = healthByName(data, words, ({ node }) => node);
    return ({ name }: Node) => of(name);
  }, [data, words]);
  return (
    <Page filled>
      <FleetList
        name="nodes"
        query={query}
        columns={useWithHealth(useNodeColumns(), 'status', healthOf)}
        sources={NODE_SOURCES}
        rowKey={nodeKey}
        initialSort={BY_NAME}
        title={texts.title}
        empty={texts.empty}
        emptyDetail={texts.emptyDetail}
        icon={Server}
        isWanted={(node) => isOfHealth(healthOf(node), wanted)}
        filters={() => <HealthFilter problems={data?.problems ?? []} wanted={wanted} />}
      />
    </Page>
  );
}
