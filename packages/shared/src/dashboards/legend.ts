import { fillTemplate } from '../texts/template.ts';

/**
 * A series' name: `{{label}}` is the label's value; `{{#label}}…{{/label}}` stays only where the label has one.
 * An empty template gives the labels themselves.
 */
export function renderLegend(template: string, labels: Readonly<Record<string, string>>): string {
  if (template !== '') return fillTemplate(template, labels, '');
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return `{${pairs.join(', ')}}`;
}
