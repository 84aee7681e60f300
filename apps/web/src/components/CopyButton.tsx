import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/useTexts.ts';
import { Button } from './Button.tsx';
import { componentTexts } from './texts.ts';

const SHOWN_MILLISECONDS = 1500;

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, label }: { text: string | (() => string); label?: string }) {
  const texts = useTexts(componentTexts);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(() => setCopied(true));
  const name = copied ? texts.copied : (label ?? texts.copy);
  return (
    <Button
      variant="quiet"
      square
      className="relative !size-6"
      aria-label={name}
      title={name}
      onClick={() => void copy()}
    >
      {copied ? <Check aria-hidden size={13} className="text-ok" /> : <Copy aria-hidden size={13} />}
      <span role="status" className="sr-only">
        {copied && texts.copied}
      </span>
    </Button>
  );
}
