import type { Imported } from '@gpu-console/shared/dashboards/codecs';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import type { ReadDashboard } from '../../dashboards/work/work.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';

interface ChoiceCardProps {
  readonly choices: readonly ReadDashboard[];
  readonly chosen: Imported | null;
  readonly onChoose: (imported: Imported) => void;
}

/** The dashboards of a file that holds several, one of which is imported at a time. */
export function ChoiceCard({ choices, chosen, onChoose }: ChoiceCardProps) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  return (
    <Card title={texts.chooseDashboard} note={texts.chooseDashboardNote(choices.length)}>
      <ul className="flex max-h-96 flex-col gap-1 overflow-y-auto">
        {choices.map((choice, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and the list stays as it is
          <li key={index} className="flex flex-wrap items-center gap-2">
            {'imported' in choice ? (
              <>
                <Button pressed={choice.imported === chosen} onClick={() => onChoose(choice.imported)}>
                  {titleOf(choice.imported, choice.name)}
                </Button>
                <span className="text-muted">{choice.name}</span>
              </>
            ) : (
              <span className="text-critical">
                {choice.name} {dashboardText(choice.refused.code, choice.refused.params, locale)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function titleOf({ dashboard: { title, id } }: Imported, name: string): string {
  const text = typeof title === 'string' ? title : (title.en ?? '');
  return text || name || id;
}
