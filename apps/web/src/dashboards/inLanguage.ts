import type { Text } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';

/** What stands in a dashboard, in the language on screen where it has several. */
export function inLanguage(text: Text, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
