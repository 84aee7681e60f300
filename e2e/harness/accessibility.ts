import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What on the page breaks WCAG 2.1 AA, or has landmarks that nobody can tell apart: the rule, and the elements. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], rules: { 'landmark-unique': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
