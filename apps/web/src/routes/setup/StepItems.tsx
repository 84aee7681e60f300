import type { Evidence, SetupItem, SetupStepId } from '@gpu-console/shared/contract';
import { itemWords } from '@gpu-console/shared/setup';
import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Hourglass,
  Info,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { useComponentName } from '../../checks/useComponentName.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { setupTexts } from './texts.ts';

const LOOK: Readonly<Record<SetupItem['verdict'], { icon: LucideIcon; colour: string }>> = {
  pass: { icon: CircleCheck, colour: 'text-ok' },
  warn: { icon: TriangleAlert, colour: 'text-warning' },
  fail: { icon: CircleAlert, colour: 'text-critical' },
  wait: { icon: Hourglass, colour: 'text-info' },
  unknown: { icon: CircleDashed, colour: 'text-unknown' },
  info: { icon: Info, colour: 'text-muted' },
};

/** What was looked at for a step, each with what was seen. */
export function StepItems({ step, items }: { step: SetupStepId; items: readonly SetupItem[] }) {
  const locale = useLocale();
  const texts = useTexts(setupTexts);
  const componentName = useComponentName();
  const named = ({ params: { component, ...params }, ...item }: SetupItem) => ({
    ...item,
    params: component === undefined ? params : { ...params, component: componentName(String(component)) },
  });
  return (
    <ul className="flex flex-col gap-2">
      {items.map((item) => {
        const { icon: Icon, colour } = LOOK[item.verdict];
        const words = itemWords(step, named(item), locale);
        return (
          <li key={`${item.id} ${words}`} className="flex min-w-0 items-start gap-2">
            <Icon
              role="img"
              aria-label={texts.verdicts[item.verdict]}
              size={15}
              className={`mt-0.5 shrink-0 ${colour}`}
            />
            <div className="min-w-0">
              <p className="break-words">{words}</p>
              {item.evidence.map((evidence) => (
                <EvidenceLine key={`${evidence.object} ${evidence.field} ${evidence.value}`} {...evidence} />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function EvidenceLine({ object, field, value, time }: Evidence) {
  return (
    <p className="text-sm break-words text-muted">
      <code className="font-mono">
        {object} {field} = <span className="text-ink">{value}</span>
      </code>
      {time !== null && (
        <>
          {' · '}
          <RelativeTime time={time} />
        </>
      )}
    </p>
  );
}
