const SECTION = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/g;
const LABEL = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * A series' name: `{{label}}` is the label's value; `{{#label}}…{{/label}}` stays only where the label has one.
 * An empty template gives the labels themselves.
 */
export function renderLegend(template: string, labels: Readonly<Record<string, string>>): string {
  if (template === '') {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
    return `{${pairs.join(', ')}}`;
  }
  const value = (label: string) => (Object.hasOwn(labels, label) ? labels[label] : undefined) ?? '';
  return template
    .replace(SECTION, (_, label: string, body: string) => (value(label) === '' ? '' : body))
    .replace(LABEL, (_, label: string) => value(label));
}
