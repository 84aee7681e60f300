import type { GpuParts, Overview, SchedulableGpus } from '@gpu-console/shared/contract';
import {
  formatNumber,
  formatText,
  gpuAmountShort,
  gpuAmountText,
  type Locale,
} from '@gpu-console/shared/units';
import { Bar } from '../../components/Bar.tsx';
import { classNames } from '../../components/classNames.ts';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import type { OverviewTexts } from './texts.en.ts';
import { overviewTexts } from './texts.ts';

function reportingText(reporting: number | null, texts: OverviewTexts): string {
  if (reporting === null) return texts.reportingUnknown;
  return reporting === 0 ? texts.totalUnknown : texts.totalNote(reporting);
}

/** Which parts, in few words; where there are several kinds, `several` stands for them. */
function partsText({ parts: [only, ...others] }: GpuParts, several: string, locale: Locale): string {
  if (only === undefined) return '';
  return others.length > 0 ? several : gpuAmountShort({ whole: 0, parts: [only] }, locale);
}

interface CountProps {
  readonly value: number | null;
  readonly parts: GpuParts | null;
}

/** Whole GPUs, and under them smaller which parts. */
function Count({ value, parts }: CountProps) {
  const locale = useLocale();
  if (value === null) return '–';
  if (parts === null || parts.parts.length === 0) return formatNumber(value, locale);
  return (
    <>
      {formatNumber(parts.whole, locale)}{' '}
      <span className="block truncate text-sm font-normal tracking-normal text-muted">
        + {gpuAmountShort({ ...parts, whole: 0 }, locale)}
      </span>
    </>
  );
}

/** How many of the free ones a pod can be given now, and what withholds the others; null where nothing does. */
function schedulableText(
  schedulable: SchedulableGpus | null,
  texts: OverviewTexts,
  locale: Locale,
): string | null {
  if (schedulable === null || schedulable.withheld.length === 0) return null;
  const { parts, withheld } = schedulable;
  const told = partsText(parts, texts.parts, locale);
  const amount = formatNumber(parts.whole, locale) + (told === '' ? '' : ` + ${told}`);
  const why = withheld.map(({ reason, gpus }) => texts.withheld[reason](formatNumber(gpus, locale)));
  return [texts.schedulable(amount), ...why].join(' · ');
}

interface GpuCountsTileProps {
  readonly gpus: Overview['gpus'];
  /** Whether nodes are the reader's to see; what they offer is left out where not. */
  readonly hasNodes: boolean;
}

/** GPUs as Kubernetes hands them out: how many, how many of those it may, has handed out, has left. */
export function GpuCountsTile({ gpus, hasNodes }: GpuCountsTileProps) {
  const texts = useTexts(overviewTexts);
  const locale = useLocale();
  const { total, allocatable, allocated, allocatedParts, free, freeParts, schedulable, reporting } = gpus;
  const share = allocated === null || !allocatable ? null : allocated / allocatable;
  const held = {
    label: texts.allocated,
    value: allocated,
    parts: allocatedParts,
    source: 'gpuAllocated',
  } as const;
  const counts = hasNodes
    ? ([
        { label: texts.total, value: total, parts: null, source: 'gpuTotal' },
        { label: texts.allocatable, value: allocatable, parts: null, source: 'nodeResources' },
        held,
        { label: texts.free, value: free, parts: freeParts, source: 'gpuFree' },
      ] as const)
    : [held];
  const now = schedulableText(schedulable, texts, locale);
  const notes = [
    reportingText(reporting, texts),
    share !== null && texts.allocatedNote(formatText(share, 'ratio', locale)),
  ];
  // Four numbers of four digits or more stand closer.
  const size = (total ?? 0) < 1000 ? 'text-tile' : 'text-title leading-8.5';
  return (
    <div className="relative col-span-2 rounded-card border bg-surface px-4 py-3 lg:col-span-4">
      <span className="absolute top-2 right-2">
        <Sources title={texts.total} numbers={counts} />
      </span>
      <dl className="grid grid-cols-4 gap-3">
        {counts.map(({ label, value, parts }) => (
          <div key={label} className="min-w-0">
            <dt className="truncate text-sm text-muted" title={label}>
              {label}
            </dt>
            <dd
              className={classNames('mt-0.5 font-semibold tracking-tight whitespace-nowrap', size)}
              title={parts === null ? undefined : gpuAmountText(parts, locale)}
            >
              <Count value={value} parts={parts} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-0.5 mb-1 min-h-4.5 truncate text-sm text-muted">{notes.filter(Boolean).join(' · ')}</p>
      {now !== null && (
        <p className="mb-1 truncate text-sm text-muted" title={now}>
          {now}
        </p>
      )}
      {hasNodes && <Bar ratio={share ?? 0} />}
    </div>
  );
}
