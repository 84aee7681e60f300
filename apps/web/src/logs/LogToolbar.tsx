import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { Select } from '../components/Select.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import type { LogSettings } from './logSettings.ts';
import { logTexts } from './texts.ts';

const TAILS = [1000, 10_000, 50_000];

interface LogToolbarProps {
  readonly settings: LogSettings;
  readonly onChange: (change: Partial<LogSettings>) => void;
  readonly text: () => string;
  readonly downloadUrl: string;
  /** Which log is shown. */
  readonly choices: ReactNode;
  readonly search: ReactNode;
}

/** Which log, what to look for in it, how it is drawn, and the ways to take it along. */
export function LogToolbar({ settings, onChange, text, downloadUrl, choices, search }: LogToolbarProps) {
  const texts = useTexts(logTexts);
  const locale = useLocale();
  const toggle = (key: 'follow' | 'wrap' | 'times') => (
    <Button pressed={settings[key]} onClick={() => onChange({ [key]: !settings[key] })}>
      {texts[key]}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-4 pt-1 pb-2">
      {choices}
      {search}
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        <Select
          label={texts.linesToRead}
          value={String(settings.tail)}
          onChoose={(value) => onChange({ tail: Number(value) })}
          choices={TAILS.map((tail) => ({
            value: String(tail),
            label: texts.lastLines(tail.toLocaleString(locale)),
          }))}
        />
        {toggle('follow')}
        {toggle('wrap')}
        {toggle('times')}
        <span className="flex items-center">
          <CopyButton text={text} label={texts.copyLog} />
          <a
            href={downloadUrl}
            download
            aria-label={texts.downloadLog}
            title={texts.downloadLog}
            className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
          >
            <Download aria-hidden size={16} />
          </a>
        </span>
      </div>
    </div>
  );
}
