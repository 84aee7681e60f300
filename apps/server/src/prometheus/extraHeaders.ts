import { readFile, stat } from 'node:fs/promises';
import { rememberSecret } from '../redaction.ts';

/** What goes to Prometheus with every question beside its credentials: a tenant, for example. */
export type Headers = Readonly<Record<string, string>>;

/** A header's name: a token (RFC 9110, 5.6.2). */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** A value of visible characters with blanks between them (RFC 9110, 5.5). */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;
const MAX_VALUE_CHARACTERS = 4096;

/** What stands for who asks in a header's value, as `{user}`. */
export const PLACES = ['user', 'groups', 'namespaces', 'token'] as const;

/**
 * The values of headers that tell Prometheus who asks, which `Authorization` may be among.
 * @throws Error for one that says nothing of who asks
 */
export function viewerTemplates(headers: Headers): Headers {
  const silent = Object.keys(headers).find(
    (name) => !PLACES.some((place) => headers[name]?.includes(`{${place}}`)),
  );
  if (silent === undefined) return headers;
  throw new Error(
    `the header ${silent} says nothing of who asks: write {user}, {groups}, {namespaces} or {token} into it`,
  );
}

/** The exchange is the client's own, and credentials have settings of their own. */
const REFUSED: Readonly<Record<string, string>> = {
  authorization:
    'give the token as PROMETHEUS_TOKEN_FILE (tokenFile), or user and password in PROMETHEUS_URL (url)',
};
const HOP =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|range|(?:accept|content)-.*|proxy-.*|if-.*|:.*)$/;

/**
 * Headers from lines `Name: value`; a semicolon before another name separates too. Lines that begin with # say nothing.
 * @throws Error that names the header and the fault, and never a value
 */
export function readHeaders(text: string, refused: Headers = REFUSED): Headers {
  const lines = text
    .split(/\r?\n|;\s*(?=[\w-]+:\s)/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return headersOf(
    lines.map((line) => /^([^:]*?)\s*:\s*(.*)$/s.exec(line)?.slice(1) ?? []),
    refused,
  );
}

/**
 * Headers from names and values.
 * @param refused what of the console's own settings is meant, by the names of headers that are none
 * @throws Error that names the header and the fault, and never a value
 */
export function headersOf(lines: Iterable<readonly string[]>, refused: Headers = REFUSED): Headers {
  const headers = new Map<string, string>();
  let number = 0;
  for (const [name = '', value = ''] of lines) {
    number += 1;
    const key = name.toLowerCase();
    if (!HEADER_NAME.test(name)) throw new Error(`header ${number} has no name: write "Name: value"`);
    const instead = refused[key] ?? (HOP.test(key) ? 'the console sets it itself' : undefined);
    if (instead !== undefined) throw new Error(`the header ${name} cannot be set: ${instead}`);
    if (!VALUE.test(value) || value.length > MAX_VALUE_CHARACTERS)
      throw new Error(
        `the value of ${name} is empty, too long, or has characters that a header cannot carry`,
      );
    if (headers.has(key)) throw new Error(`the header ${name} is given twice`);
    headers.set(key, value);
  }
  return Object.fromEntries(headers);
}

/**
 * Headers that stay as they are, and those of a file that others may change, as the kubelet does with a mounted Secret: the
 * values of these are told to nobody.
 */
export class ExtraHeaders {
  readonly #fixed: Headers;
  readonly #file: string | undefined;
  #fromFile: Headers = {};
  #version: string | undefined;

  constructor(fixed: Headers, file?: string) {
    this.#fixed = fixed;
    this.#file = file;
  }

  /** By their names in lower case. @throws Error for a file that cannot be read, or holds what is no header */
  async all(): Promise<Headers> {
    if (this.#file === undefined) return this.#fixed;
    const { mtimeMs, ino, size } = await stat(this.#file);
    const version = `${mtimeMs} ${ino} ${size}`;
    if (version !== this.#version) {
      this.#fromFile = secretHeaders(await readFile(this.#file, 'utf8'));
      this.#version = version;
    }
    return { ...this.#fixed, ...this.#fromFile };
  }
}

/** As `readHeaders`; from then on the values are left out of all that is told. */
export function secretHeaders(text: string): Headers {
  const headers = readHeaders(text);
  for (const value of Object.values(headers)) rememberSecret(value);
  return headers;
}
