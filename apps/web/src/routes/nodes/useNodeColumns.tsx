import type { Node } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { gpuAmountShort, gpuAmountText } from '@gpu-console/shared/units';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { NodeLink } from '../../fleet/links.tsx';
import { NodeStatus, nodeStatusText } from '../../fleet/NodeStatus.tsx';
import { shortResource } from '../../fleet/requests.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { Allocation, Reading } from '../../fleet/usage.tsx';
import { ageColumn, memoryColumn, powerColumn, utilizationColumn } from '../../fleet/usageColumns.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { nodesTexts } from './texts.ts';

/** There is room for as many bars with their names. */
const MAX_BARS = 2;

/** A resource as it is called among others of one node, e.g. the profile of a MIG instance: "1g.10gb". */
const profileName = (resource: string) => shortResource(resource).replace(/^mig-/, '');

/** Requested of allocatable by GPU resource that the node offers: a bar each, or numbers where there are many. */
function GpuAllocation({ node }: { node: Node }) {
  const { resources } = node;
  if (resources.length === 0) return <span className="text-muted">–</span>;
  if (resources.length > MAX_BARS)
    return (
      <span className="flex gap-2 leading-tight">
        {resources.map(({ name, requested, allocatable }) => (
          <span key={name} className="flex min-w-0 flex-1 flex-col" title={name}>
            <span className="truncate text-xs text-muted">{profileName(name)}</span>
            <span>
              {requested ?? '–'}/{allocatable}
            </span>
          </span>
        ))}
      </span>
    );
  return (
    <span className="flex gap-4">
      {resources.map(({ name, requested, allocatable }) => (
        <span key={name} className="flex min-w-0 flex-1 items-baseline gap-1.5" title={name}>
          <span className="w-14 shrink-0">
            <Allocation requested={requested} allocatable={allocatable} />
          </span>
          {resources.length > 1 && <span className="truncate text-sm text-muted">{profileName(name)}</span>}
        </span>
      ))}
    </span>
  );
}

export function useNodeColumns(): readonly Column<Node>[] {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(nodesTexts);
  const locale = useLocale();
  return useMemo(
    (): readonly Column<Node>[] => [
      {
        id: 'name',
        header: fleet.field.name,
        value: (node) => node.name,
        cell: (node) => <NodeLink node={node.name} />,
        width: 130,
      },
      {
        id: 'status',
        header: fleet.field.status,
        value: (node) => nodeStatusText(node, fleet),
        cell: (node) => <NodeStatus node={node} />,
        width: 118,
      },
      {
        id: 'gpus',
        header: fleet.field.gpus,
        value: (node) => node.gpuCounts.total,
        unit: 'count',
        width: 58,
      },
      {
        id: 'requested',
        header: texts.gpuUse,
        value: (node) => node.gpuCounts.allocated,
        cell: (node) => <GpuAllocation node={node} />,
        width: 240,
      },
      {
        id: 'free',
        header: texts.freeGpus,
        value: (node) => node.gpuCounts.free,
        unit: 'count',
        cell: ({ gpuCounts: { freeParts } }) =>
          freeParts === null ? (
            '–'
          ) : (
            <span title={gpuAmountText(freeParts, locale)}>{gpuAmountShort(freeParts, locale)}</span>
          ),
        width: 88,
      },
      { ...utilizationColumn(locale), width: 92 },
      { ...memoryColumn(fleet), width: 136 },
      { ...powerColumn(locale), width: 80 },
      {
        id: 'temperature',
        header: metric('temperature').name[locale],
        value: (node) => node.temperatureCelsius,
        unit: 'celsius',
        cell: (node) => <Reading id="temperature" value={node.temperatureCelsius} />,
        width: 108,
      },
      { id: 'product', header: fleet.field.product, value: (node) => node.product, width: 190 },
      { id: 'driver', header: fleet.field.driver, value: (node) => node.driverVersion, width: 105 },
      { id: 'cuda', header: fleet.field.cuda, value: (node) => node.cudaVersion, width: 80, optional: true },
      { id: 'pods', header: fleet.field.pods, value: (node) => node.podCount, align: 'end', width: 70 },
      ageColumn(fleet, 75),
    ],
    [fleet, texts, locale],
  );
}
