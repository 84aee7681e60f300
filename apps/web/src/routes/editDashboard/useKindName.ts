import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { panelKinds } from '@gpu-console/shared/dashboards/kinds';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { editTexts } from './texts.ts';

/** What a kind of panel is called in the language on screen. */
export function useKindName(): (kind: DashboardPanel['kind']) => string {
  const { kinds } = useTexts(editTexts);
  const locale = useLocale();
  return (kind) =>
    kind === 'text' || kind === 'row' || kind === 'unsupported' ? kinds[kind] : panelKinds[kind].name[locale];
}
