import { CopyButton } from '../../components/CopyButton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { podTexts } from './texts.ts';

/** A command to run elsewhere, with a button that copies it. */
export function Command({ text }: { text: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded bg-sunken py-0.5 pr-0.5 pl-2">
      <code className="min-w-0 font-mono text-sm break-all whitespace-normal">{text}</code>
      <CopyButton text={text} label={useTexts(podTexts).copyCommand} />
    </span>
  );
}
