import type { Readable } from 'node:stream';
import { WatchLost } from './kubernetesError.ts';

/** etcd takes objects of 1.5 MiB unless told otherwise; as JSON one may be a few times that. */
const MAX_LINE_LENGTH = 32 * 2 ** 20;

/**
 * The values in a body of one JSON text per line, each as soon as its line is whole. A last line without an end is none.
 * @throws WatchLost for a line that is no JSON, or longer than 32 Mi characters
 */
export async function* jsonLines(body: Readable): AsyncGenerator<unknown> {
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of body.setEncoding('utf8')) {
    const [first = '', ...others] = String(chunk).split('\n');
    begun.push(first);
    length += first.length;
    if (length > MAX_LINE_LENGTH) throw new WatchLost('the watch brought a line without an end');
    const last = others.pop();
    if (last === undefined) continue;
    for (const line of [begun.join(''), ...others]) if (line.trim() !== '') yield parse(line);
    begun = [last];
    length = last.length;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new WatchLost('the watch brought a line that is not JSON');
  }
}
