import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What on the page breaks WCAG 2.1 AA: the rule, and the elements. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
