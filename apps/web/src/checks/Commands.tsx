import { CopyButton } from '../components/CopyButton.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { checkTexts } from './texts.ts';

/** Commands to run elsewhere, in order, each with a button that copies it, and one for all where there are several. */
export function Commands({ commands }: { commands: readonly string[] }) {
  const texts = useTexts(checkTexts);
  if (commands.length === 0) return null;
  return (
    <div className="min-w-0">
      <div className="flex min-h-6 items-center gap-1.5">
        <h4 className="text-sm font-medium text-muted">{texts.commands}</h4>
        <span className="text-sm text-muted">{texts.commandsNote}</span>
        {commands.length > 1 && <CopyButton text={commands.join('\n')} label={texts.copyAll} />}
      </div>
      <ol className="mt-1 flex flex-col gap-1">
        {commands.map((command) => (
          <li key={command} className="flex items-start gap-1 rounded bg-sunken py-1 pr-1 pl-2.5">
            <code className="min-w-0 flex-1 py-0.5 font-mono text-sm break-words whitespace-pre-wrap">
              {command}
            </code>
            <CopyButton text={command} label={texts.copyCommand} />
          </li>
        ))}
      </ol>
    </div>
  );
}
