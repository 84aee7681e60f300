/** What fills a template's `{{name}}`s. */
export type Params = Readonly<Record<string, string | number>>;

const SECTION = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/g;
const NAME = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * Texts and legends that are data: `{{name}}` is the param's value, or `missing`; `{{#name}}…{{/name}}` stays only where
 * the param has one.
 */
export function fillTemplate(template: string, params: Params, missing: string): string {
  const value = (name: string) => (Object.hasOwn(params, name) ? params[name] : undefined);
  return template
    .replace(SECTION, (_, name: string, body: string) => ((value(name) ?? '') === '' ? '' : body))
    .replace(NAME, (_, name: string) => String(value(name) ?? missing));
}
