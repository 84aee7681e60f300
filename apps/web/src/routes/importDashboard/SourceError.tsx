import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { formatText } from '@gpu-console/shared/units';
import { TriangleAlert } from 'lucide-react';
import { classNames } from '../../components/classNames.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { OverlongWork, RefusedFile } from '../../dashboards/work/askWorker.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { LargeFile } from './LargeFile.ts';

/** Why a file is not taken, and where in it. */
export function SourceError({ error, source }: { error: Error; source: string }) {
  const texts = useTexts(dashboardTexts);
  const line = error instanceof RefusedFile ? error.refused.line : undefined;
  return (
    <div
      role="alert"
      className="flex gap-2 rounded-card border border-critical/30 bg-critical-soft px-3 py-2"
    >
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-critical" />
      <div className="min-w-0 flex-1">
        <p className="break-words text-critical">
          <strong className="font-semibold">{texts.refused}</strong>{' '}
          {line !== undefined && `${texts.line(line)} `}
          <Reason error={error} />
        </p>
        {line !== undefined && <Excerpt source={source} line={line} />}
      </div>
    </div>
  );
}

function Reason({ error }: { error: Error }) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  if (error instanceof RefusedFile) return dashboardText(error.refused.code, error.refused.params, locale);
  if (error instanceof OverlongWork) return texts.overlong;
  if (!(error instanceof LargeFile)) return error.message;
  const size = (bytes: number) => formatText(bytes, 'bytes', locale);
  return texts.large(error.file, size(error.size), size(error.limit));
}

const AROUND = 2;
const MAX_LINE_LENGTH = 300;

/** The line with its neighbours, numbered. */
function Excerpt({ source, line }: { source: string; line: number }) {
  const first = Math.max(1, line - AROUND);
  const lines = source.split('\n').slice(first - 1, line + AROUND);
  return (
    <pre className="mt-2 overflow-x-auto rounded bg-surface p-2 font-mono text-sm">
      {lines.map((text, index) => {
        const number = first + index;
        return (
          <div key={number} className={classNames(number === line && 'bg-critical-soft font-semibold')}>
            <span className="inline-block w-12 pr-3 text-right text-muted select-none">{number}</span>
            {text.slice(0, MAX_LINE_LENGTH)}
          </div>
        );
      })}
    </pre>
  );
}
