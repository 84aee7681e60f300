import { useQueries, useQuery } from '@tanstack/react-query';
import { Network } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { pageTexts } from '../../page/texts.ts';
import { SearchButton } from '../../shell/search/SearchButton.tsx';
import { FleetTable } from './FleetTable.tsx';
import type { ClusterReading } from './fleetRows.ts';
import { ModelTable } from './ModelTable.tsx';
import { allClustersTexts } from './texts.ts';

/** The GPUs of all clusters. Each is asked for its own Overview, so that one that is away keeps no other waiting. */
export function AllClustersPage() {
  const texts = useTexts(allClustersTexts);
  const page = useTexts(pageTexts);
  const clusters = useQuery(live('clusters', {})).data?.items ?? [];
  const overviews = useQueries({
    queries: clusters.map(({ id }) => live('overview', { cluster: id, namespaces: undefined })),
  });
  const readings = clusters.map(
    (cluster, index): ClusterReading => ({
      cluster,
      overview: overviews[index]?.data,
      error: overviews[index]?.error ?? null,
    }),
  );
  return (
    <Page title={texts.title} facts={<SearchButton isField />}>
      {clusters.length === 0 ? (
        <Card>
          <EmptyState icon={Network} title={page.noCluster}>
            {page.noClusterDetail}
          </EmptyState>
        </Card>
      ) : (
        <>
          <FleetTable readings={readings} />
          <ModelTable readings={readings} />
        </>
      )}
    </Page>
  );
}
