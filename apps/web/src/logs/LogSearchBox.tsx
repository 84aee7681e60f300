import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../components/Button.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { logTexts } from './texts.ts';
import type { LogSearch } from './useLogSearch.ts';

/** Searches as the reader types; Enter goes to the next match, Shift and Enter to the one before, Escape ends it. */
export function LogSearchBox({ wanted, total, position, search, step }: LogSearch) {
  const texts = useTexts(logTexts);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') search('');
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-w-48 flex-1 items-center gap-1 sm:max-w-96">
      <label className="relative min-w-0 flex-1">
        <span className="sr-only">{texts.search}</span>
        <Search aria-hidden size={14} className="absolute top-2.25 left-2.5 text-muted" />
        <input
          type="search"
          value={wanted}
          onChange={(event) => search(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={texts.search}
          className="h-8 w-full rounded-md border bg-surface pr-2 pl-8"
        />
      </label>
      <span role="status" className="text-sm whitespace-nowrap text-muted">
        {wanted !== '' && (total === 0 ? texts.noMatches : texts.matches(position, total))}
      </span>
      {total > 0 && (
        <>
          <Step label={texts.previousMatch} icon={ArrowUp} onClick={() => step(-1)} />
          <Step label={texts.nextMatch} icon={ArrowDown} onClick={() => step(1)} />
        </>
      )}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly icon: typeof ArrowUp;
  readonly onClick: () => void;
}

function Step({ label, icon: Icon, onClick }: StepProps) {
  return (
    <Button variant="quiet" square aria-label={label} title={label} onClick={onClick}>
      <Icon aria-hidden size={14} />
    </Button>
  );
}
