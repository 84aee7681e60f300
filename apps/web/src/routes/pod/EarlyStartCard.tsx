import type { EarlyStart, Pod } from '@gpu-console/shared/contract';
import { TriangleAlert } from 'lucide-react';
import { Card } from '../../components/Card.tsx';
import { formatMoment } from '../../components/formatAge.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { usageTexts } from '../../usage/texts.ts';
import { Command } from './Command.tsx';
import { recreateCommands } from './recreateCommands.ts';

/** A reboot started the pod before its device plugin: what shows it, and the way out. */
export function EarlyStartCard({ pod, start }: { pod: Pod; start: EarlyStart }) {
  const texts = useTexts(usageTexts);
  const locale = useLocale();
  const times = [
    { what: texts.rebooted, at: start.rebootedAt },
    { what: texts.started(start.container), at: start.startedAt },
    { what: texts.pluginReady(start.plugin), at: start.pluginReadyAt },
  ];
  return (
    <Card
      className="!border-warning/40"
      title={
        <span className="inline-flex items-center gap-2 text-warning">
          <TriangleAlert aria-hidden size={16} className="shrink-0" />
          {texts.tooEarly}
        </span>
      }
    >
      <p>{texts.tooEarlyWhat(start.node)}</p>
      <h3 className="mt-3 text-sm text-muted">{texts.tooEarlyTimes}</h3>
      <dl className="mt-1 flex flex-col gap-1">
        {times.map(({ what, at }) => (
          <div key={what} className="flex flex-wrap gap-x-3">
            <dt className="min-w-44 text-muted tabular-nums">
              <time dateTime={new Date(at * 1000).toISOString()}>{formatMoment(at, locale)}</time>
            </dt>
            <dd className="min-w-0 break-all">{what}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-3 text-sm text-muted">{texts.wayOut}</h3>
      <p className="mt-1">{pod.owner === null ? texts.bareOut : texts.ownedOut(pod.owner.kind)}</p>
      <div className="mt-1.5 flex flex-col items-start gap-1.5">
        {recreateCommands(pod).map((command) => (
          <Command key={command} text={command} />
        ))}
      </div>
    </Card>
  );
}
