import type { CheckResult, OperatorCell, OperatorReport } from '@gpu-console/shared/contract';
import { CheckResultCard } from '../../checks/CheckResultCard.tsx';
import { useComponentName } from '../../checks/useComponentName.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { CellFacts } from './CellFacts.tsx';
import { CellLog } from './CellLog.tsx';
import { cellKey } from './matrixRows.ts';
import { NodeMetrics } from './OperatorMetrics.tsx';
import { stageOfComponent } from './stageOfComponent.ts';
import { operatorTexts } from './texts.ts';
import { useOperatorSearch } from './useOperatorSearch.ts';

/** Whose work the node's metrics tell of. */
const MEASURED: ReadonlySet<string> = new Set(['validator', 'node-status-exporter']);

interface CellDrawerProps {
  readonly report: OperatorReport;
  /** What the checks found, once it is known. */
  readonly results: readonly CheckResult[];
}

/** The cell that the URL names: its pod, what holds it up, what the checks say of it, its log. */
export function CellDrawer({ report: { cells, operatorMetrics }, results }: CellDrawerProps) {
  const texts = useTexts(operatorTexts);
  const nameOf = useComponentName();
  const [{ cell: key }, change] = useOperatorSearch();
  if (key === undefined) return null;
  const cell = cells.find((one) => cellKey(one) === key);
  return (
    <Dialog
      open
      onOpenChange={() => change({ cell: undefined })}
      title={cell === undefined ? key : texts.componentOn(nameOf(cell.component), cell.node)}
      size="side"
    >
      {cell === undefined ? (
        <EmptyState title={texts.gone}>{texts.goneDetail}</EmptyState>
      ) : (
        <CellDetails
          key={key}
          cell={cell}
          results={aboutCell(cell, results)}
          metrics={MEASURED.has(cell.component) ? (operatorMetrics ?? []) : []}
        />
      )}
    </Dialog>
  );
}

/** What was found about the component on its node, or about its pod; passes need no words. */
function aboutCell({ node, component, pod }: OperatorCell, results: readonly CheckResult[]): CheckResult[] {
  const stage = stageOfComponent(component);
  return results.filter(({ verdict, stage: own, subject }) => {
    if (verdict === 'pass') return false;
    if (subject.kind === 'pod' && pod !== null)
      return subject.name === pod.name && subject.namespace === pod.namespace;
    return subject.node === node && own === stage;
  });
}

interface CellDetailsProps {
  readonly cell: OperatorCell;
  readonly results: readonly CheckResult[];
  readonly metrics: NonNullable<OperatorReport['operatorMetrics']>;
}

function CellDetails({ cell, results, metrics }: CellDetailsProps) {
  const texts = useTexts(operatorTexts);
  const nameOf = useComponentName();
  const [, change] = useOperatorSearch();
  const { node, waitsFor, state } = cell;
  return (
    <div className="flex flex-col gap-4 p-4">
      <CellFacts cell={cell} />
      {state === 'waits' && (
        <p className="flex flex-wrap items-center gap-2">
          {texts.blocked(waitsFor === null ? texts.theNode : nameOf(waitsFor))}
          {waitsFor !== null && (
            <Button onClick={() => change({ cell: cellKey({ node, component: waitsFor }) })}>
              {texts.componentOn(nameOf(waitsFor), node)}
            </Button>
          )}
        </p>
      )}
      <CellLog cell={cell} />
      {results.length > 0 && (
        <section>
          <h3 className="font-semibold">{texts.whatChecksSay}</h3>
          <ul className="-mx-2 mt-1">
            {results.map((result, index) => (
              <li key={result.id}>
                <CheckResultCard result={result} defaultOpen={index === 0} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <NodeMetrics metrics={metrics} node={node} />
    </div>
  );
}
