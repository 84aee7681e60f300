import { formatText } from '@gpu-console/shared/units';
import { useNavigate } from '@tanstack/react-router';
import { Select } from '../../components/Select.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { usageTexts } from '../../usage/texts.ts';

const SHARES = [0.01, 0.05, 0.1, 0.2, 0.5];
const TIMES = [0, 600, 1800, 3600, 10_800, 43_200];

/** What counts as idle: under which use, and for how long. In the URL. */
export function IdlePicker({ idleBelow, idleFor }: { idleBelow: number; idleFor: number }) {
  const texts = useTexts(usageTexts);
  const locale = useLocale();
  const navigate = useNavigate();
  const choose = (change: { idle?: string; idleFor?: string }) =>
    void navigate({ to: '.', search: (search) => ({ ...search, ...change }), replace: true });
  const time = (seconds: number) =>
    seconds === 0 ? texts.anyTime : texts.forAtLeast(formatText(seconds, 'seconds', locale));
  // One that a link chose is among them too.
  const withOwn = (presets: readonly number[], own: number) =>
    [...new Set([...presets, own])].sort((a, b) => a - b);
  return (
    <>
      <Select
        label={texts.idleBelow}
        value={String(idleBelow)}
        onChoose={(value) => choose({ idle: value })}
        choices={withOwn(SHARES, idleBelow).map((value) => ({
          value: String(value),
          label: texts.below(formatText(value, 'ratio', locale)),
        }))}
      />
      <Select
        label={texts.idleFor}
        value={String(idleFor)}
        onChoose={(value) => choose({ idleFor: value })}
        choices={withOwn(TIMES, idleFor).map((value) => ({ value: String(value), label: time(value) }))}
      />
    </>
  );
}
