import { parseSetCookie } from 'cookie';

const MAX_REDIRECTS = 10;

interface Sent {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply, and where it came from in the end. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a browser does of signing in: it keeps each site's cookies, follows redirects, and sends forms. */
export class Browser {
  /** By origin, by name. */
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request; its cookies are kept, and a redirect is not followed. */
  async send(address: string, { method = 'GET', form, json, headers = {} }: Sent = {}): Promise<Page> {
    const { origin } = new URL(address);
    const jar = this.cookies(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = form === undefined ? JSON.stringify(json) : new URLSearchParams(form);
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        accept: json === undefined ? 'text/html' : 'application/json',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
      },
      ...(method === 'GET' || body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(origin, line);
    const { status } = response;
    return { url: address, status, headers: response.headers, text: await response.text() };
  }

  /** Goes to an address, and on from there, as long as `stop` does not hold the browser where it is about to go. */
  async open(address: string, stop: (url: string) => boolean = () => false): Promise<Page> {
    let page = await this.send(address);
    for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
      const location = page.headers.get('location');
      if (location === null) return page;
      const next = new URL(location, page.url).href;
      if (stop(next)) return { ...page, url: next };
      page = await this.send(next);
    }
    throw new Error(`${address} redirects without an end`);
  }

  /** Presses the button of an account on the demo provider's page, and goes where that leads. */
  async press(page: Page, account: string, stop?: (url: string) => boolean): Promise<Page> {
    const { headers } = await this.send(page.url, { method: 'POST', form: { account } });
    const next = new URL(headers.get('location') ?? '', page.url).href;
    return stop?.(next) ? { ...page, url: next } : this.open(next, stop);
  }

  /** Those that it keeps of a site; what is changed here, it sends. */
  cookies(origin: string): Map<string, string> {
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    return jar;
  }

  /** Another browser that has got hold of this one's cookies. */
  copy(): Browser {
    const thief = new Browser();
    for (const [origin, jar] of this.#cookies)
      for (const [name, value] of jar) thief.cookies(origin).set(name, value);
    return thief;
  }

  #keep(origin: string, line: string): void {
    const { name, value, expires, maxAge } = parseSetCookie(line);
    const isGone = maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now());
    if (isGone || value === undefined) this.cookies(origin).delete(name);
    else this.cookies(origin).set(name, value);
  }
}
