import type { SetupItem, SetupStepId } from '../contract/setup.ts';
import { fillTemplate } from '../texts/template.ts';
import type { Locale, Localized } from '../units/locale.ts';
import { captions } from './captions.ts';
import { type StepText, stepTexts } from './stepTexts.ts';

const UNREAD: Localized = { en: 'Unknown: {{reason}}', 'zh-CN': '无法判断：{{reason}}' };

const byStep: Readonly<Record<SetupStepId, StepText>> = stepTexts;
const byCaption: Readonly<Record<string, Localized>> = captions;

/** A step's title, and what it is for. */
export function stepWords(step: SetupStepId, locale: Locale) {
  const { title, about } = byStep[step];
  return { title: title[locale], about: about[locale] };
}

/** What an item says; one that could not be read gives the reason. */
export function itemWords(
  step: SetupStepId,
  { id, params, reason }: Pick<SetupItem, 'id' | 'params' | 'reason'>,
  locale: Locale,
): string {
  const words = fillTemplate(
    (byStep[step].items[id] ?? UNREAD)[locale],
    { ...params, reason: params['reason'] ?? reason ?? '?' },
    '?',
  );
  return reason !== null && id in byStep[step].items ? `${words} (${reason})` : words;
}

/** A command's caption; one of another release of the console speaks for itself. */
export function captionWords(caption: string, locale: Locale): string {
  return byCaption[caption]?.[locale] ?? caption;
}
