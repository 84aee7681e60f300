import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

/** Browsers keep at most 4,096 bytes of a cookie, its name and attributes among them. */
const CHUNK_LENGTH = 3800;
/** Node refuses requests whose headers have more than 16 KiB; other headers want their part. */
const MAX_CHUNKS = 3;
const MS_PER_SECOND = 1000;
const COUNTED = /^([1-9])\.(.+)$/s;

/** The console's cookies in a browser: for the console alone, under its path, for no script, and not sent from other sites' pages. */
export class CookieJar {
  readonly #prefix: string;
  readonly #secure: boolean;
  readonly #path: string;

  /** @param publicUrl where browsers find the console; one of http, on this machine alone, cannot have secure cookies */
  constructor(publicUrl: string) {
    const { protocol, pathname } = new URL(publicUrl);
    this.#secure = protocol === 'https:';
    this.#path = pathname;
    // Browsers let nobody else set cookies of such names: neither a neighbour's domain nor plain HTTP.
    const guard = pathname === '/' ? '__Host-' : '__Secure-';
    this.#prefix = `${this.#secure ? guard : ''}gpu-console-`;
  }

  /** The names of the cookies that the request has, without what is before `beginning`. */
  names(request: Request, beginning: string): string[] {
    const whole = this.#prefix + beginning;
    return Object.keys(cookiesOf(request))
      .filter((name) => name.startsWith(whole))
      .map((name) => name.slice(this.#prefix.length));
  }

  /** A value that `write` has split; undefined where a part of it is missing. */
  read(request: Request, name: string): string | undefined {
    const cookies = cookiesOf(request);
    const [, digit, first] = COUNTED.exec(cookies[this.#prefix + name] ?? '') ?? [];
    const count = Number(digit);
    if (first === undefined || count > MAX_CHUNKS) return undefined;
    const parts = [first];
    for (let index = 1; index < count; index += 1) {
      const part = cookies[this.#prefix + chunkName(name, index)];
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return parts.join('');
  }

  /**
   * Sets a value, in as many cookies as it takes; false, and nothing is set, where these would be too many.
   * @param maxSeconds that a browser keeps them; until it is closed without it
   */
  write(response: Response, name: string, value: string, maxSeconds?: number): boolean {
    const parts = value.match(new RegExp(`.{1,${CHUNK_LENGTH}}`, 'gs')) ?? [''];
    if (parts.length > MAX_CHUNKS) return false;
    this.clear(response, name, parts.length);
    parts.forEach((part, index) => {
      const text = index === 0 ? `${parts.length}.${part}` : part;
      response.cookie(this.#prefix + chunkName(name, index), text, {
        ...this.#options,
        ...(maxSeconds !== undefined && { maxAge: maxSeconds * MS_PER_SECOND }),
      });
    });
    return true;
  }

  /** Removes a value's cookies from a browser that has them, those from `first` on. */
  clear(response: Response, name: string, first = 0): void {
    const cookies = cookiesOf(response.req);
    for (let index = first; index < MAX_CHUNKS; index += 1) {
      const whole = this.#prefix + chunkName(name, index);
      if (whole in cookies) response.clearCookie(whole, this.#options);
    }
  }

  get #options() {
    return { httpOnly: true, secure: this.#secure, sameSite: 'lax', path: this.#path } as const;
  }
}

const chunkName = (name: string, index: number) => (index === 0 ? name : `${name}.${index}`);

const cookiesOf = (request: Request) => parseCookie(request.headers.cookie ?? '');
