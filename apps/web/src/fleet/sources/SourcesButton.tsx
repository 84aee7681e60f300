import { Info } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Popover } from '../../components/Popover.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { describeSource } from './describeSource.ts';
import type { SourcedNumber } from './sourceIds.ts';
import { sourceTexts } from './texts.ts';

interface SourcesButtonProps {
  readonly title: string;
  readonly numbers: readonly SourcedNumber[];
}

export function SourcesButton({ title, numbers }: SourcesButtonProps) {
  const texts = useTexts(sourceTexts);
  return (
    <Popover
      label={texts.about}
      trigger={
        <Button
          variant="quiet"
          square
          className="!size-6"
          aria-label={`${title}: ${texts.about}`}
          title={texts.about}
        >
          <Info aria-hidden size={14} />
        </Button>
      }
    >
      <dl className="flex max-h-96 w-96 max-w-full flex-col gap-3.5 overflow-y-auto">
        {numbers.map((number) => (
          <NumberSource key={number.label} {...number} />
        ))}
      </dl>
    </Popover>
  );
}

function NumberSource({ label, source }: SourcedNumber) {
  const texts = useTexts(sourceTexts);
  const locale = useLocale();
  const range = useTimeRange().resolve();
  const seconds = Math.round(range.to - range.from);
  const { from, text, queries } = describeSource(
    source,
    { context: useMetricsContext(), seconds },
    texts,
    locale,
  );
  return (
    <div>
      <dt className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{label}</span>
        <span className="text-sm text-muted">
          {texts.from}: {from}
        </span>
      </dt>
      <dd className="mt-0.5">
        {text}
        {queries.map((query) => (
          <div key={query} className="mt-1 flex items-start gap-1 rounded bg-sunken py-1 pr-1 pl-2">
            <code className="max-h-24 min-w-0 flex-1 overflow-y-auto py-0.5 font-mono text-sm break-words whitespace-pre-wrap">
              {query}
            </code>
            <CopyButton text={query} label={texts.copy} />
          </div>
        ))}
      </dd>
    </div>
  );
}
