import type { SetupCommand } from '@gpu-console/shared/contract';
import { captionWords } from '@gpu-console/shared/setup';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { setupTexts } from './texts.ts';

/** Commands to run elsewhere, in order, each with what it does and a button that copies it. */
export function StepCommands({ commands }: { commands: readonly SetupCommand[] }) {
  const locale = useLocale();
  const texts = useTexts(setupTexts);
  if (commands.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="text-sm text-muted">
        <span className="font-medium">{texts.commands}</span> · {texts.forThisCluster}
      </h3>
      <ol className="mt-2 flex flex-col gap-3">
        {commands.map(({ caption, text }) => {
          const words = captionWords(caption, locale);
          return (
            <li key={caption} className="min-w-0">
              <div className="flex min-h-6 items-center gap-1">
                <p className="min-w-0">{words}</p>
                <CopyButton text={text} label={texts.copyCommand(words)} />
              </div>
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keyboard
                tabIndex={0}
                className="max-h-112 overflow-auto rounded bg-sunken px-3 py-2 font-mono text-sm"
              >
                {text}
              </pre>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
