import type { PodUsageList } from '@gpu-console/shared/contract';
import { formatText } from '@gpu-console/shared/units';
import { Info } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { Popover } from '../components/Popover.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { usageTexts } from './texts.ts';

/** The "i" beside usage: what each number is, and the PromQL that it is counted from. */
export function UsageInfo({ usage: { queries, step, idleBelow, idleFor } }: { usage: PodUsageList }) {
  const texts = useTexts(usageTexts);
  const locale = useLocale();
  const share = formatText(idleBelow, 'ratio', locale);
  const time = idleFor === 0 ? texts.anyLength : formatText(idleFor, 'seconds', locale);
  const { explain } = texts;
  const asked = Object.entries({
    [texts.meanUse]: queries.meanUse,
    [texts.idleGpuHours]: queries.peakUse,
    [texts.peakMemory]: queries.memory,
  }).filter(([, expr]) => expr !== '');
  return (
    <Popover
      label={texts.about}
      trigger={
        <Button variant="quiet" square className="!size-6" aria-label={texts.about} title={texts.about}>
          <Info aria-hidden size={14} />
        </Button>
      }
    >
      <div className="flex max-h-[70vh] w-110 max-w-full flex-col gap-2.5 overflow-y-auto">
        <dl className="flex flex-col gap-1.5 text-sm">
          <Term name={texts.gpuHours}>{explain.gpuHours}</Term>
          <Term name={texts.idleGpuHours}>{explain.idleGpuHours(share, time)}</Term>
          <Term name={texts.idleShare}>{explain.idleShare}</Term>
          <Term name={texts.meanUse}>{explain.meanUse}</Term>
          <Term name={texts.peakMemory}>{explain.peakMemory}</Term>
          <Term name={texts.idleSince}>{explain.idleSince}</Term>
        </dl>
        {asked.length > 0 && <p className="text-sm">{texts.reading(formatText(step, 'seconds', locale))}</p>}
        {asked.map(([name, expr]) => (
          <div key={name}>
            <div className="flex items-center justify-between text-sm text-muted">
              {texts.promql}: {name}
              <CopyButton text={expr} label={texts.copyPromql} />
            </div>
            <pre className="mt-1 max-h-32 overflow-auto rounded bg-sunken p-2 font-mono text-sm break-words whitespace-pre-wrap">
              {expr}
            </pre>
          </div>
        ))}
      </div>
    </Popover>
  );
}

function Term({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}
