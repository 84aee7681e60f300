import type { Evidence } from '@gpu-console/shared/contract';
import { RelativeTime } from '../components/RelativeTime.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { checkTexts } from './texts.ts';

/** What was seen, where, and when. */
export function EvidenceTable({ evidence }: { evidence: readonly Evidence[] }) {
  const texts = useTexts(checkTexts);
  if (evidence.length === 0) return null;
  const distinct = new Map(evidence.map((one) => [`${one.object} ${one.field} ${one.value}`, one]));
  return (
    <div className="min-w-0">
      <h4 className="text-sm font-medium text-muted">{texts.evidence}</h4>
      <dl className="mt-1 flex flex-col gap-1 text-sm wrap-anywhere">
        {[...distinct].map(([key, { object, field, value, time }]) => (
          <div key={key} className="grid gap-x-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <dt className="font-mono text-muted">
              {object} {field}
            </dt>
            <dd className="font-mono whitespace-pre-wrap">
              {value}
              {time !== null && (
                <span className="ml-2 font-sans text-muted">
                  <RelativeTime time={time} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
