import type { GpuParts, Overview, Scope } from '@gpu-console/shared/contract';
import { gpuAmountText } from '@gpu-console/shared/units';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useErrorText } from '../../api/useErrorText.ts';
import type { Column } from '../../components/dataTable/column.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { ClusterStateBadge } from '../../fleet/ClusterStateBadge.tsx';
import { clusterState, isForbidden } from '../../fleet/clusterState.ts';
import { ProblemCounts } from '../../fleet/ProblemCounts.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { Utilization } from '../../fleet/usage.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { asOfOverview, type ClusterReading, type FleetRow } from './fleetRows.ts';
import { SumValue } from './SumValue.tsx';
import type { Sum } from './sums.ts';
import { allClustersTexts } from './texts.ts';

const LINK = 'text-accent hover:underline';

/** What stands in a cell until its cluster has told. */
function WhenRead({ row: { reading }, children }: { row: FleetRow; children: ReactNode }) {
  const isComing = reading !== null && reading.overview === undefined && reading.error === null;
  return isComing ? <Skeleton className="inline-block h-4 w-10 align-middle" /> : children;
}

/** The columns of the table of clusters. */
export function useFleetColumns(): readonly Column<FleetRow>[] {
  const texts = useTexts(allClustersTexts);
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(() => {
    const exactly = ({ reading }: FleetRow, partsOf: (gpus: Overview['gpus']) => GpuParts | null) => {
      const parts = reading?.overview === undefined ? null : partsOf(reading.overview.gpus);
      return parts === null ? undefined : gpuAmountText(parts, locale);
    };
    const count = (
      id: string,
      header: string,
      of: (row: FleetRow) => Sum,
      partsOf: (gpus: Overview['gpus']) => GpuParts | null = () => null,
    ): Column<FleetRow> => ({
      id,
      header,
      value: (row) => of(row).value,
      cell: (row) => (
        <WhenRead row={row}>
          <SumValue sum={of(row)} exact={exactly(row, partsOf)} />
        </WhenRead>
      ),
      align: 'end',
      width: 118,
    });
    return [
      {
        id: 'cluster',
        header: texts.cluster,
        value: ({ reading }) => reading?.cluster.name ?? texts.total,
        cell: ({ reading }) =>
          reading === null ? (
            texts.total
          ) : (
            <>
              <OverviewLink reading={reading}>{reading.cluster.name}</OverviewLink>
              <ScopeNote scope={reading.overview?.scope ?? reading.cluster.scope} />
            </>
          ),
        width: 190,
      },
      {
        id: 'state',
        header: fleet.field.state,
        value: ({ reading }) => reading && clusterState(reading.cluster),
        cell: ({ reading }) => reading && <ReadingState reading={reading} />,
        width: 170,
      },
      {
        ...count('nodes', texts.nodes, ({ nodes }) => nodes),
        cell: (row) => (
          <WhenRead row={row}>
            <SumValue sum={row.nodes}>
              {row.nodes.value === null ? '–' : texts.ready(row.ready.value ?? 0, row.nodes.value)}
            </SumValue>
          </WhenRead>
        ),
      },
      count('total', fleet.field.gpus, ({ total }) => total),
      count('allocatable', fleet.field.allocatable, ({ allocatable }) => allocatable),
      count(
        'allocated',
        texts.allocated,
        ({ allocated }) => allocated,
        (gpus) => gpus.allocatedParts,
      ),
      count(
        'free',
        texts.free,
        ({ free }) => free,
        (gpus) => gpus.freeParts,
      ),
      {
        id: 'used',
        header: texts.used,
        value: ({ used }) => used.value,
        unit: 'ratio',
        cell: (row) => (
          <WhenRead row={row}>
            <SumValue sum={row.used}>
              <Utilization value={row.used.value} />
            </SumValue>
          </WhenRead>
        ),
        width: 180,
      },
      {
        id: 'problems',
        header: texts.problems,
        value: ({ judged }) => judged.value,
        cell: (row) => (
          <WhenRead row={row}>
            <SumValue sum={row.judged}>
              <Problems row={row} />
            </SumValue>
          </WhenRead>
        ),
        width: 115,
      },
      {
        id: 'asOf',
        header: texts.asOf,
        value: ({ reading }) => (reading?.overview === undefined ? null : asOfOverview(reading.overview)),
        cell: ({ reading }) =>
          reading?.overview === undefined ? (
            ''
          ) : (
            <RelativeTime time={asOfOverview(reading.overview)} form="age" />
          ),
        align: 'end',
        width: 80,
      },
    ];
  }, [texts, fleet, locale]);
}

function OverviewLink({ reading, children }: { reading: ClusterReading; children: ReactNode }) {
  return (
    <Link
      to="/c/$cluster/overview"
      params={{ cluster: reading.cluster.id }}
      className={LINK}
      title={reading.cluster.name}
    >
      {children}
    </Link>
  );
}

/** Of which namespaces a cluster's numbers are, where not of all. */
function ScopeNote({ scope }: { scope: Scope | null }) {
  const texts = useTexts(allClustersTexts);
  const namespaces = scope?.namespaces ?? [];
  if (namespaces.length === 0) return null;
  const names = namespaces.join(', ');
  return (
    <span className="block truncate text-xs text-muted" title={names}>
      {texts.within(names)}
    </span>
  );
}

/** How its sources are or, where the console itself gave no answer, that. */
function ReadingState({ reading: { cluster, overview, error } }: { reading: ClusterReading }) {
  const texts = useTexts(allClustersTexts);
  const errorText = useErrorText();
  const isWell = clusterState(cluster) === 'ok' && cluster.scopeProblem === null && !isForbidden(cluster);
  if (error === null || !isWell) return <ClusterStateBadge cluster={cluster} />;
  const { title, detail } = errorText(error);
  return (
    <span title={`${title}: ${detail}`} className="max-w-full">
      <StatusBadge status="critical">{overview === undefined ? texts.unread : texts.stale}</StatusBadge>
    </span>
  );
}

function Problems({ row: { reading, judged, problems, unjudged } }: { row: FleetRow }) {
  if (judged.value === null) return '–';
  const counts = <ProblemCounts problems={problems} unjudged={unjudged} />;
  return reading === null || problems.length === 0 ? (
    counts
  ) : (
    <OverviewLink reading={reading}>{counts}</OverviewLink>
  );
}
