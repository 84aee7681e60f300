import { X } from 'lucide-react';
import { PromqlField } from '../../code/PromqlField.tsx';
import { Button } from '../../components/Button.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import type { QueryAnswer } from './answerOf.ts';
import { exploreTexts } from './texts.ts';

interface QueryRowProps {
  readonly id: string;
  readonly expr: string;
  readonly answer: QueryAnswer;
  readonly onChange: (expr: string) => void;
  readonly onRun: () => void;
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined;
}

const NO_VARIABLES: readonly string[] = [];

/** One query, and below it what Prometheus said of it. */
export function QueryRow({ id, expr, answer, onChange, onRun, onRemove }: QueryRowProps) {
  const texts = useTexts(exploreTexts);
  const { error, warnings } = answer;
  return (
    <fieldset aria-label={texts.query(id)} className="flex min-w-0 items-start gap-2">
      <span aria-hidden className="w-4 shrink-0 pt-1.5 text-center font-semibold text-muted">
        {id}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <PromqlField
          label={texts.promqlOf(id)}
          expr={expr}
          variables={NO_VARIABLES}
          onChange={onChange}
          onRun={onRun}
        />
        {error !== null && (
          <p role="alert" className="rounded bg-critical-soft px-2 py-1 break-words text-critical">
            {error}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning} className="rounded bg-warning-soft px-2 py-1 break-words text-warning">
            {warning}
          </p>
        ))}
      </div>
      {onRemove !== undefined && (
        <Button
          variant="quiet"
          square
          aria-label={texts.remove(id)}
          title={texts.remove(id)}
          onClick={onRemove}
        >
          <X aria-hidden size={14} />
        </Button>
      )}
    </fieldset>
  );
}
