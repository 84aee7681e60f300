import type { Readable } from 'node:stream';

/** All of a body as text. @throws Error as soon as more than `limit` bytes have come; the rest is not read */
export async function readText(body: Readable, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (size > limit) throw new Error(`more than ${Math.floor(limit / 2 ** 20)} MiB`);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}
