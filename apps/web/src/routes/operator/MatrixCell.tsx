import type { OperatorCell } from '@gpu-console/shared/contract';
import { CircleAlert, CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import { useComponentName } from '../../checks/useComponentName.ts';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';
import { useCellWord } from './useCellWord.ts';

interface MatrixCellProps {
  readonly cell: OperatorCell | undefined;
  readonly onOpen: (cell: OperatorCell) => void;
}

const LOOK = {
  culprit: { icon: CircleAlert, className: 'bg-critical-soft font-semibold text-critical' },
  victim: { icon: Hourglass, className: 'text-muted' },
  ready: { icon: CircleCheck, className: 'text-ok' },
  starting: { icon: CircleDashed, className: 'text-info' },
};

/** kubectl's words are long: they may go on in a second line where one word ends. */
function breakable(word: string): string {
  return word.replace(/(?<=[a-z:])(?=[A-Z])/g, '\u200b');
}

/**
 * A component on a node: who is to blame in full colour with kubectl's word, who waits in quiet letters, who is ready as a
 * tick. The ready are reached with the arrow keys, so that Tab goes from trouble to trouble.
 */
export function MatrixCell({ cell, onOpen }: MatrixCellProps) {
  const texts = useTexts(operatorTexts);
  const nameOf = useComponentName();
  const wordOf = useCellWord();
  if (cell === undefined) {
    return (
      <span className="text-faint" title={texts.notHere}>
        <span aria-hidden>·</span>
        <span className="sr-only">{texts.notHere}</span>
      </span>
    );
  }
  const { role, state, component, node, version } = cell;
  const isReady = role === null && state === 'ready';
  const { icon: Icon, className } = LOOK[role ?? (isReady ? 'ready' : 'starting')];
  const word = wordOf(cell);
  return (
    <button
      type="button"
      tabIndex={isReady ? -1 : 0}
      aria-haspopup="dialog"
      aria-label={texts.cellLabel(nameOf(component), node, word)}
      title={[word, version].filter(Boolean).join(' · ')}
      onClick={() => onOpen(cell)}
      className={classNames(
        '-mx-1.5 flex min-h-6 max-w-[calc(100%+0.75rem)] items-center gap-1 rounded px-1.5 text-left text-xs hover:outline hover:outline-line-strong',
        className,
      )}
    >
      <Icon aria-hidden size={14} className="shrink-0" />
      {!isReady && <span className="line-clamp-2 whitespace-normal">{breakable(word)}</span>}
    </button>
  );
}
