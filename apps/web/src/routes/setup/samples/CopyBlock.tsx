import { useId } from 'react';
import { CopyButton } from '../../../components/CopyButton.tsx';

interface CopyBlockProps {
  readonly title: string;
  readonly text: string;
  readonly copyLabel: string;
}

/** Lines to use elsewhere, under a title, with a button that copies them all. */
export function CopyBlock({ title, text, copyLabel }: CopyBlockProps) {
  const heading = useId();
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-1 text-sm text-muted">
        <span id={heading}>{title}</span>
        <CopyButton text={text} label={copyLabel} />
      </div>
      <section
        aria-labelledby={heading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
        tabIndex={0}
        className="max-h-72 overflow-auto rounded bg-sunken px-3 py-2"
      >
        <pre className="font-mono text-sm">{text}</pre>
      </section>
    </div>
  );
}
