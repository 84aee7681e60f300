import { readFile, stat } from 'node:fs/promises';
import { decoded, rememberPasswordIn, rememberSecret } from '../redaction.ts';

/** What the console shows of itself to Prometheus. Nothing that is printed or written of it tells a secret. */
export interface Credentials {
  /** The Authorization header; undefined where none is sent. @throws Error for a file that cannot be read */
  header(): Promise<string | undefined>;
  /** Reads again what may have changed, since Prometheus refused it; whether it has. */
  renew(): Promise<boolean>;
}

/** A login that stays as it is. */
export class Login implements Credentials {
  readonly #header: string;

  constructor(username: string, password: string) {
    this.#header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  async header(): Promise<string> {
    return this.#header;
  }

  async renew(): Promise<false> {
    return false;
  }
}

/** A bearer token in a file that others may change, as the kubelet does with the token of a service account. */
export class TokenFile implements Credentials {
  readonly path: string;
  #token: string | undefined;
  #version: string | undefined;

  constructor(path: string) {
    this.path = path;
  }

  async header(): Promise<string> {
    // The kubelet swaps a symbolic link: the file behind it is another one then, however alike.
    const { mtimeMs, ino, size } = await stat(this.path);
    const version = `${mtimeMs} ${ino} ${size}`;
    if (version !== this.#version) await this.#read(version);
    return `Bearer ${this.#token}`;
  }

  async renew(): Promise<boolean> {
    const before = this.#token;
    await this.#read(undefined);
    return this.#token !== before;
  }

  async #read(version: string | undefined): Promise<void> {
    this.#token = (await readFile(this.path, 'utf8')).trim();
    rememberSecret(this.#token);
    this.#version = version;
  }
}

/**
 * An address without its user and password, and the login that they are.
 * @param url one that parses
 */
export function splitLogin(url: string): { readonly url: string; readonly login: Login | undefined } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === '' && password === '') return { url, login: undefined };
  rememberPasswordIn(url);
  parsed.username = '';
  parsed.password = '';
  return { url: parsed.toString(), login: new Login(decoded(username), decoded(password)) };
}
