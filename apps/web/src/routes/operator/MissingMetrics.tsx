import type { CheckResult } from '@gpu-console/shared/contract';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

/** For each metric that is not exported, the line of the exporter's counters list that would bring it. */
export function MissingMetrics({ result: { verdict, params } }: { result: CheckResult }) {
  const texts = useTexts(operatorTexts);
  const lines = String(params['lines'] ?? '')
    .split('\n')
    .filter((line) => line !== '');
  if (verdict === 'pass' || lines.length === 0) return null;
  return (
    <section className="px-2 pt-1 sm:pl-8">
      <h3 className="flex items-center gap-1 text-sm font-medium text-muted">
        {texts.counters}
        <CopyButton text={lines.join('\n')} label={texts.copyLines} />
      </h3>
      <ul className="mt-1 flex max-h-56 flex-col overflow-auto rounded bg-sunken">
        {lines.map((line) => (
          <li key={line} className="flex items-center gap-1 py-0.5 pr-1 pl-2.5">
            <code className="min-w-0 flex-1 font-mono text-sm break-words">{line}</code>
            <CopyButton text={line} label={texts.copyLine} />
          </li>
        ))}
      </ul>
    </section>
  );
}
