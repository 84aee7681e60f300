import type { Overview } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Cpu } from 'lucide-react';
import { useMemo } from 'react';
import { live } from '../../../api/queries.ts';
import { Card } from '../../../components/Card.tsx';
import { Select } from '../../../components/Select.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { NoneFound } from '../../../page/NoneFound.tsx';
import { QueryError } from '../../../page/QueryError.tsx';
import { useView } from '../../../state/view.ts';
import { overviewTexts } from '../texts.ts';
import { MapCanvas } from './MapCanvas.tsx';
import { MapLegend } from './MapLegend.tsx';
import { silentGpus } from './mapGpu.ts';
import { mapScale } from './mapScale.ts';
import { COLOURINGS, GROUPINGS, type MapSearch } from './mapSearch.ts';

interface FleetMapProps {
  readonly silent: Overview['silent'];
  readonly className?: string;
}

/** Every GPU and MIG instance of the cluster in one picture. */
export function FleetMap({ silent, className }: FleetMapProps) {
  const texts = useTexts(overviewTexts);
  const view = useView();
  const { cluster } = view;
  const query = useQuery(live('gpus', view));
  const { group = 'node', colour = 'utilization' } = useSearch({ from: '/c/$cluster/overview' });
  const items = query.data?.items;
  const gpus = useMemo(() => items && [...items, ...silentGpus(silent)], [items, silent]);
  const scale = useMemo(() => mapScale(colour, gpus ?? []), [colour, gpus]);

  return (
    <Card
      title={texts.map.title}
      actions={<MapControls group={group} colour={colour} />}
      {...(className === undefined ? {} : { className })}
    >
      {gpus === undefined && (query.isError ? <QueryError query={query} /> : <Skeleton className="h-64" />)}
      {gpus?.length === 0 && (
        <NoneFound icon={Cpu} title={texts.map.empty}>
          {texts.map.emptyDetail}
        </NoneFound>
      )}
      {gpus !== undefined && gpus.length > 0 && (
        <div className="flex h-full flex-col justify-between gap-3">
          <MapCanvas gpus={gpus} grouping={group} scale={scale} />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <MapLegend scale={scale} />
            <Link to="/c/$cluster/gpus" params={{ cluster }} className="text-sm text-accent hover:underline">
              {texts.map.alternative}
            </Link>
          </div>
        </div>
      )}
    </Card>
  );
}

function MapControls({ group, colour }: Required<MapSearch>) {
  const texts = useTexts(overviewTexts);
  const locale = useLocale();
  const navigate = useNavigate();
  const choose = (change: Record<string, string>) =>
    void navigate({ to: '.', search: (search) => ({ ...search, ...change }), replace: true });
  return (
    <>
      <Select
        label={texts.map.groupBy}
        value={group ?? ''}
        onChoose={(value) => choose({ group: value })}
        choices={GROUPINGS.map((value) => ({ value, label: texts.map.groupings[value] }))}
      />
      <Select
        label={texts.map.colourBy}
        value={colour ?? ''}
        onChoose={(value) => choose({ colour: value })}
        choices={COLOURINGS.map((value) => ({ value, label: metric(value).name[locale] }))}
      />
    </>
  );
}
