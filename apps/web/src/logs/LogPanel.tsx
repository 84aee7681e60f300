import type { Service } from '@gpu-console/shared/contract';
import { stampText } from '@gpu-console/shared/units';
import type { ReactNode } from 'react';
import { useErrorText } from '../api/useErrorText.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { componentTexts } from '../components/texts.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { LogSearchBox } from './LogSearchBox.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LogView } from './LogView.tsx';
import type { LogSettings } from './logSettings.ts';
import { type LogSubject, logUrl } from './logUrl.ts';
import { logTexts } from './texts.ts';
import { useLogSearch } from './useLogSearch.ts';
import { type LogStream, useLogStream } from './useLogStream.ts';
import { useVisible } from './useVisible.ts';

interface LogPanelProps {
  readonly subject: LogSubject;
  /** Names the container's run: another has another log. */
  readonly run: string;
  readonly isPrevious: boolean;
  readonly settings: LogSettings;
  readonly onSettings: (change: Partial<LogSettings>) => void;
  readonly services: readonly Service[];
  readonly choices: ReactNode;
}

/** A log with its tool bar, as it comes. */
export function LogPanel({
  subject,
  run,
  isPrevious,
  settings,
  onSettings,
  services,
  choices,
}: LogPanelProps) {
  const texts = useTexts(logTexts);
  const isVisible = useVisible();
  // A browser has few connections to one server: tabs that nobody looks at leave them to the others.
  const follow = settings.follow && !isPrevious && isVisible;
  const url = logUrl(subject, { tail: settings.tail, previous: isPrevious, timestamps: true, follow });
  const stream = useLogStream(url, run);
  const { buffer, version, status } = stream;
  const search = useLogSearch(buffer, version);
  const text = () =>
    buffer.lines
      .map((line) =>
        settings.times && line.time !== null ? `${stampText(line.time)} ${line.text}\n` : `${line.text}\n`,
      )
      .join('');
  return (
    <Card title={texts.logs} note={<Note stream={stream} follow={follow} />} padded={false}>
      <LogToolbar
        settings={settings}
        onChange={onSettings}
        text={text}
        downloadUrl={logUrl(subject, { download: true, previous: isPrevious })}
        choices={choices}
        search={<LogSearchBox {...search} />}
      />
      {buffer.lines.length === 0 ? (
        <Nothing stream={stream} onRetry={stream.retry} />
      ) : (
        <LogView
          buffer={buffer}
          version={version}
          label={texts.logOf(subject.container)}
          isWrapped={settings.wrap}
          hasTimes={settings.times}
          wanted={search.wanted}
          current={search.current}
          services={services}
        />
      )}
      {buffer.lines.length > 0 && status === 'failed' && <BrokenOff stream={stream} onRetry={stream.retry} />}
    </Card>
  );
}

function Note({ stream: { buffer, status }, follow }: { stream: LogStream; follow: boolean }) {
  const texts = useTexts(logTexts);
  const locale = useLocale();
  const number = (count: number) => count.toLocaleString(locale);
  const state = status === 'reading' && follow ? 'following' : status;
  return (
    <>
      <span role="status">{texts.status[state]}</span>
      {` · ${texts.lines(number(buffer.lines.length))}`}
      {buffer.forgotten > 0 && ` · ${texts.forgotten(number(buffer.forgotten))}`}
    </>
  );
}

interface LogProblemProps {
  readonly stream: LogStream;
  readonly onRetry: () => void;
}

function Nothing({ stream: { status, error }, onRetry }: LogProblemProps) {
  const texts = useTexts(logTexts);
  return (
    <div className="grid h-96 place-items-center bg-sunken">
      <QueryError query={{ error, refetch: onRetry }} />
      {status === 'ended' && <EmptyState title={texts.silent}>{texts.silentDetail}</EmptyState>}
      {status === 'connecting' && <p className="text-muted">{texts.waiting}</p>}
    </div>
  );
}

/** What had come stays; how to go on stands below it. */
function BrokenOff({ stream: { error }, onRetry }: LogProblemProps) {
  const common = useTexts(componentTexts);
  const errorText = useErrorText();
  const texts = useTexts(logTexts);
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 border-t px-4 py-2">
      <span>
        {texts.brokenOff}
        {error !== null && `: ${errorText(error).detail}`}
      </span>
      <Button onClick={onRetry}>{common.retry}</Button>
    </div>
  );
}
