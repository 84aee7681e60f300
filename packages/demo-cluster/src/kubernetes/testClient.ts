import { type JsonRecord, listAt, textAt } from './jsonAccess.ts';

export const pods = '/api/v1/namespaces/gpu/pods';

/** The names in a list, in its order. */
export function names(list: unknown): string[] {
  return listAt(list, 'items').map((item) => textAt(item, 'metadata', 'name'));
}

/** Plain HTTP to the server under test. */
export class TestClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<{ code: number; body: JsonRecord }> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': type } }),
    });
    return { code: response.status, body: (await response.json()) as JsonRecord };
  }

  async get(path: string, accept = 'application/json'): Promise<JsonRecord> {
    const response = await fetch(`${this.#url}${path}`, { headers: { Accept: accept } });
    return (await response.json()) as JsonRecord;
  }

  async watch(path: string, accept = 'application/json'): Promise<TestWatch> {
    const leaving = new AbortController();
    const headers = { Accept: accept };
    const response = await fetch(`${this.#url}${path}`, { headers, signal: leaving.signal });
    if (!response.body) throw new Error(`the watch of ${path} has no body`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    return new TestWatch(reader, () => leaving.abort());
  }
}

/** An open watch. */
class TestWatch {
  readonly #reader: { read(): Promise<{ done: boolean; value?: string | undefined }> };
  readonly leave: () => void;
  #buffer = '';

  constructor(reader: { read(): Promise<{ done: boolean; value?: string | undefined }> }, leave: () => void) {
    this.#reader = reader;
    this.leave = leave;
  }

  /** The next event; undefined when the server ended the watch. */
  async next(): Promise<JsonRecord | undefined> {
    while (!this.#buffer.includes('\n')) {
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
      this.#buffer += value ?? '';
    }
    const end = this.#buffer.indexOf('\n');
    const line = this.#buffer.slice(0, end);
    this.#buffer = this.#buffer.slice(end + 1);
    return JSON.parse(line) as JsonRecord;
  }

  /** The next event in short, such as `ADDED trainer-0`. */
  async nextNamed(): Promise<string> {
    const event = await this.next();
    return event ? `${textAt(event, 'type')} ${textAt(event, 'object', 'metadata', 'name')}` : 'end';
  }
}
