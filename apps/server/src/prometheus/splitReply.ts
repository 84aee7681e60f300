/** About so much is parsed at once: a few milliseconds' work. */
const BATCH_BYTES = 128 * 1024;

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Inside `{"data": {"result": [`, and inside an element of that. */
const RESULT_DEPTH = 3;

/**
 * Takes a query's reply apart without parsing it: yields the objects of `data.result`, some at a time, as JSON arrays; then
 * returns the reply as JSON without them. Whoever parses all of these knows that the reply was JSON.
 * @throws SyntaxError for one that breaks off
 */
export function* splitReply(bytes: Buffer): Generator<string, string, void> {
  /** The names on the way to where it reads, and the string read last, which may be one. */
  const path = ['', ''];
  let text = '';
  let depth = 0;
  let [begin, end, first] = [-1, -1, -1];
  let isSplit = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const close = closingQuote(bytes, at);
      if (begin < 0) text = bytes.toString('latin1', at + 1, close);
      at = close;
    } else if (byte === COLON && begin < 0) {
      if (depth < RESULT_DEPTH) path[depth - 1] = text;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const isResult = byte === OPEN_BRACKET && depth === 2 && path[0] === 'data' && path[1] === 'result';
      if (isResult && begin < 0) begin = at + 1;
      else if (depth === RESULT_DEPTH && begin >= 0 && end < 0 && first < 0) first = at;
      depth += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (begin < 0 || end >= 0) continue;
      const isOver = depth < RESULT_DEPTH;
      if (isOver) end = at;
      if (first >= 0 && (isOver || (depth === RESULT_DEPTH && at - first >= BATCH_BYTES))) {
        yield `[${bytes.toString('utf8', first, isOver ? at : at + 1)}]`;
        first = -1;
        isSplit = true;
      }
    }
  }
  if (depth !== 0) throw new SyntaxError('the reply breaks off');
  if (!isSplit) return bytes.toString();
  return bytes.toString('utf8', 0, begin) + bytes.toString('utf8', end);
}

function closingQuote(bytes: Buffer, open: number): number {
  for (let at = open + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  throw new SyntaxError('the reply breaks off in a string');
}
