import { type MetricId, metric } from '@gpu-console/shared/metrics';
import { formatNumber, formatText } from '@gpu-console/shared/units';
import { InlineBar } from '../components/InlineBar.tsx';
import { Value } from '../components/Value.tsx';
import { useLocale } from '../i18n/useLocale.ts';

const NEARLY_FULL = 0.95;

export function Utilization({ value }: { value: number | null }) {
  return (
    <InlineBar ratio={value}>
      <Value value={value} unit="ratio" />
    </InlineBar>
  );
}

interface MemoryProps {
  readonly used: number | null;
  readonly total: number | null;
}

/** Memory used of the total, as a bar; without a total, the number alone. */
export function Memory({ used, total }: MemoryProps) {
  const locale = useLocale();
  const ratio = used === null || total === null || total === 0 ? null : used / total;
  const exact = `${formatText(used, 'bytes', locale)} / ${formatText(total, 'bytes', locale)}`;
  return (
    <InlineBar ratio={ratio} tone={ratio !== null && ratio >= NEARLY_FULL ? 'warning' : 'accent'}>
      <span title={exact}>
        <Value value={used} unit="bytes" />
        {total !== null && (
          <span className="text-muted">
            {' / '}
            <Value value={total} unit="bytes" />
          </span>
        )}
      </span>
    </InlineBar>
  );
}

/** A reading in the colour of the threshold it has passed. */
export function Reading({ id, value }: { id: MetricId; value: number | null }) {
  const { unit, thresholds } = metric(id);
  const isAtLeast = (level: number | undefined) => value !== null && level !== undefined && value >= level;
  const tone = isAtLeast(thresholds?.critical)
    ? 'text-critical font-medium'
    : isAtLeast(thresholds?.warning)
      ? 'text-warning font-medium'
      : undefined;
  return (
    <span className={tone}>
      <Value value={value} unit={unit} />
    </span>
  );
}

/** The share that is requested of what a node offers; `requested / allocatable` in words. */
export function Allocation({ requested, allocatable }: { requested: number | null; allocatable: number }) {
  const locale = useLocale();
  const digits = (amount: number) => formatNumber(amount, locale);
  const ratio = allocatable === 0 || requested === null ? null : requested / allocatable;
  return (
    <InlineBar ratio={ratio}>
      {requested === null ? '–' : digits(requested)} / {digits(allocatable)}
    </InlineBar>
  );
}
