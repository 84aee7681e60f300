import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTexts } from '../i18n/useTexts.ts';
import { dashboardTexts } from './texts.ts';

interface RowHeadingProps {
  readonly id?: string;
  readonly title: string;
  readonly count: number;
  readonly folded: boolean;
  readonly onToggle: () => void;
}

/** A row's heading, which folds its panels away. */
export function RowHeading({ id, title, count, folded, onToggle }: RowHeadingProps) {
  const texts = useTexts(dashboardTexts);
  const Icon = folded ? ChevronRight : ChevronDown;
  return (
    <h2 className="border-b" id={id}>
      <button
        type="button"
        aria-expanded={!folded}
        onClick={onToggle}
        className="flex min-h-8 w-full items-center gap-1.5 text-left font-semibold hover:bg-hover"
      >
        <Icon aria-hidden size={16} className="shrink-0 text-muted" />
        <span className="min-w-0 break-words">{title || texts.row}</span>
        {folded && <span className="text-sm font-normal text-muted">{texts.panels(count)}</span>}
      </button>
    </h2>
  );
}
