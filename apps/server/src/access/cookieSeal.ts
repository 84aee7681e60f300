import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { ConfigError } from '../config/configError.ts';
import { rememberSecret } from '../redaction.ts';

const KEY_BYTES = 32;
const MAX_KEYS = 5;
/** What is opened has at most so many bytes: a cookie has 12 KB, of which an attacker could not make more without the key. */
const MAX_OPENED_BYTES = 512 * 2 ** 10;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/**
 * The secrets that cookies are encrypted with, one a line: the first encrypts, all decrypt, so that it can be replaced.
 * @param file undefined for a random one, which no other process and no restart knows
 * @throws ConfigError for a file that cannot be read, or holds what could be guessed
 */
export function readSecrets(file: string | undefined): readonly Uint8Array[] {
  if (file === undefined) return [randomBytes(KEY_BYTES)];
  const lines = textOf(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const secrets = lines.map((line) => Buffer.from(line));
  if (secrets.length === 0 || secrets.some(({ length }) => length < KEY_BYTES)) {
    throw new ConfigError(
      `SESSION_SECRET_FILE=${file} cannot be used: each of its lines must have at least ${KEY_BYTES} bytes, such as "openssl rand -base64 32" makes`,
    );
  }
  if (secrets.length > MAX_KEYS)
    throw new ConfigError(`SESSION_SECRET_FILE=${file} has more than ${MAX_KEYS} lines: remove old ones`);
  for (const line of lines) rememberSecret(line);
  return secrets;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`SESSION_SECRET_FILE=${file} cannot be read: ${String(cause)}`);
  }
}

/** Encrypts what a browser keeps for the console, for one purpose: what was sealed for another does not open. */
export class CookieSeal {
  readonly #keys: readonly Uint8Array[];

  constructor(secrets: readonly Uint8Array[], purpose: string) {
    const info = `gpu-console ${purpose}`;
    this.#keys = secrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', info, KEY_BYTES)));
  }

  /** A JWE of the JSON, with A256GCM; its text has no character that a cookie must not have. */
  async seal(value: object): Promise<string> {
    const [key = new Uint8Array()] = this.#keys;
    const packed = await deflate(JSON.stringify(value));
    return new CompactEncrypt(packed).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);
  }

  /** What was sealed; undefined for anything else. */
  async open(sealed: string): Promise<unknown> {
    for (const key of this.#keys) {
      try {
        const { plaintext } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return JSON.parse((await inflate(plaintext, { maxOutputLength: MAX_OPENED_BYTES })).toString());
      } catch {
        // Sealed with another key, or by nobody.
      }
    }
    return undefined;
  }
}
