import type { NodeExplanation, NodeVerdict } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { Card } from '../../../components/Card.tsx';
import type { Column } from '../../../components/dataTable/column.ts';
import { SmallTable } from '../../../components/dataTable/SmallTable.tsx';
import { type Status, StatusBadge } from '../../../components/StatusBadge.tsx';
import { NodeLink } from '../../../fleet/links.tsx';
import { fleetTexts } from '../../../fleet/texts.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { podTexts } from '../texts.ts';
import { verdictText } from './verdictText.ts';

const STATUS: Readonly<Record<NodeVerdict['kind'], Status>> = {
  'not-ready': 'critical',
  insufficient: 'warning',
  cordoned: 'info',
  taint: 'info',
  selector: 'unknown',
  affinity: 'unknown',
  'wrong-resource': 'unknown',
  'board-short': 'warning',
  'boards-unknown': 'unknown',
};

const nodeKey = ({ name }: NodeExplanation) => name;

function Verdicts({ verdicts }: { verdicts: readonly NodeVerdict[] }) {
  const texts = useTexts(podTexts).pending;
  if (verdicts.length === 0) return <StatusBadge status="ok">{texts.wouldFit}</StatusBadge>;
  return (
    <span className="flex flex-wrap gap-1">
      {verdicts.map((verdict) => {
        const text = verdictText(verdict, texts);
        return (
          <StatusBadge key={text} status={STATUS[verdict.kind]}>
            <span title={text}>{text}</span>
          </StatusBadge>
        );
      })}
    </span>
  );
}

/** What keeps the pod off each GPU node. */
export function NodeVerdictsCard({ nodes }: { nodes: readonly NodeExplanation[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts).pending;
  const columns = useMemo(
    (): readonly Column<NodeExplanation>[] => [
      {
        id: 'node',
        header: fleet.field.node,
        value: ({ name }) => name,
        cell: ({ name }) => <NodeLink node={name} />,
        width: 130,
      },
      {
        id: 'verdict',
        header: texts.verdict,
        value: ({ verdicts }) => verdicts.map((verdict) => verdictText(verdict, texts)).join('; '),
        cell: ({ verdicts }) => <Verdicts verdicts={verdicts} />,
        width: 460,
      },
      {
        id: 'free',
        header: texts.free,
        value: ({ resources }) => resources[0]?.free ?? null,
        cell: ({ resources }) =>
          resources.map(({ free, allocatable }) => texts.freeOf(free, allocatable)).join(' + ') || '–',
        align: 'end',
        width: 80,
      },
      { id: 'product', header: fleet.field.product, value: ({ product }) => product, width: 200 },
    ],
    [fleet, texts],
  );
  return (
    <Card title={texts.nodes} note={texts.nodesNote} padded={false}>
      <SmallTable
        name="pending-nodes"
        label={texts.nodes}
        rows={nodes}
        columns={columns}
        rowKey={nodeKey}
        empty={null}
      />
    </Card>
  );
}
