import type { Node } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Server } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { FleetList } from '../../fleet/FleetList.tsx';
import { NODE_SOURCES } from '../../fleet/sources/sourceIds.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { useView } from '../../state/view.ts';
import { nodesTexts } from './texts.ts';
import { useNodeColumns } from './useNodeColumns.tsx';

const BY_NAME = { column: 'name', descending: false } as const;
const nodeKey = ({ name }: Node) => name;

export function NodesPage() {
  const texts = useTexts(nodesTexts);
  return (
    <Page filled>
      <FleetList
        name="nodes"
        query={useQuery(live('nodes', useView()))}
        columns={useNodeColumns()}
        sources={NODE_SOURCES}
        rowKey={nodeKey}
        initialSort={BY_NAME}
        title={texts.title}
        empty={texts.empty}
        emptyDetail={texts.emptyDetail}
        icon={Server}
      />
    </Page>
  );
}
