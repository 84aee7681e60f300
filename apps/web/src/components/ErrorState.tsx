import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTexts } from '../i18n/useTexts.ts';
import { Button } from './Button.tsx';
import { componentTexts } from './texts.ts';

interface ErrorStateProps {
  readonly title: string;
  readonly detail: string;
  /** What the source behind the server said, word for word. */
  readonly upstream?: string | undefined;
  readonly onRetry?: () => void;
}

/** Says what went wrong, what upstream said, and offers to try again. */
export function ErrorState({ title, detail, upstream, onRetry }: ErrorStateProps) {
  const texts = useTexts(componentTexts);
  return (
    <div
      role="alert"
      className="flex flex-col items-center justify-center gap-1 px-4 py-8 text-center wrap-anywhere"
    >
      <TriangleAlert aria-hidden size={22} className="mb-1 text-critical" />
      <p className="font-medium">{title}</p>
      <p className="max-w-prose text-muted">{detail}</p>
      {upstream !== undefined && (
        <pre className="mt-1 max-h-40 max-w-full overflow-auto rounded bg-sunken px-3 py-2 text-left font-mono text-sm whitespace-pre-wrap">
          {upstream}
        </pre>
      )}
      {onRetry !== undefined && (
        <Button onClick={onRetry} className="mt-3">
          <RotateCw aria-hidden size={14} />
          {texts.retry}
        </Button>
      )}
    </div>
  );
}
