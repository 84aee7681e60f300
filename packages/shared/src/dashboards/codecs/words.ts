import type { Locale } from '../../units/index.ts';
import type { Text } from '../schemaParts.ts';

/** The one text that another program can hold of a text in every language. */
export function inOneLanguage(text: Text, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}

/** At most `maxLength` characters of what another program wrote: what the console's own form takes. */
export function cut(text: string, maxLength = 1000): string {
  return text.slice(0, maxLength);
}

/** A Kubernetes name (DNS-1123 subdomain) made of any text. */
export function kubernetesName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/\.+(?=-|\.)|(?<=-)\.+/g, '')
    .slice(0, 200)
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'dashboard' : name;
}

/** Gives out each name once: `wish` where it is free, else the first free one of `spare(1)`, `spare(2)`, … */
export class Names {
  readonly #taken = new Set<string>();

  take(wish: string | undefined, spare: (attempt: number) => string): string {
    let name = wish === undefined || wish === '' ? spare(1) : wish;
    for (let attempt = 1; this.#taken.has(name); attempt += 1) name = spare(attempt);
    this.#taken.add(name);
    return name;
  }
}
