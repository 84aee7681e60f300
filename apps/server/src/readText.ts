import type { Readable } from 'node:stream';

/** The body is larger than the limit, in bytes; the rest of it was not read. */
class TooLarge extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${Math.floor(limit / 2 ** 20)} MiB`);
    this.limit = limit;
  }
}

/** All of a body as text. @throws TooLarge, as soon as more than `limit` bytes have come */
export async function readText(body: Readable, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (size > limit) throw new TooLarge(limit);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}
