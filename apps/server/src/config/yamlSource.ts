import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './configError.ts';

/** The parser's own words repeat what it read, which may be a secret. */
const FAULTS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation does not fit, or a bracket stays open',
  DUPLICATE_KEY: 'the key is given twice',
  MISSING_CHAR: 'something is missing: a colon, a comma, a bracket or a quotation mark',
  MULTIPLE_DOCS: 'there is more than one document',
  TAB_AS_INDENT: 'a tab stands where blanks have to',
  TAG_RESOLVE_FAILED: 'a value that begins with ! needs quotation marks',
};

const NO_ALIASES =
  'aliases (*name) are not read: write out what it stands for, or put a value that begins with * into quotation marks';

type Path = readonly PropertyKey[];

/** A YAML text that knows where in it each value stands. */
export class YamlSource {
  readonly value: unknown;
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  /** @throws ConfigError with a line per mistake for what is no YAML */
  constructor(text: string, file: string) {
    this.#file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const faults = [...this.#document.errors, ...this.#document.warnings].map(
      ({ code, pos }) => `${this.#at(pos[0])}: is not YAML: ${FAULTS[code] ?? words(code)}`,
    );
    visit(this.#document, {
      Alias: (_, { range }) => void faults.push(`${this.#at(range?.[0] ?? 0)}: ${NO_ALIASES}`),
    });
    if (faults.length > 0) throw new ConfigError([...new Set(faults)].join('\n'));
    this.value = this.#document.toJS();
  }

  /** What is wrong and where, as `file:line:column: key: message`. */
  explain({ path, message, code, ...issue }: z.core.$ZodIssue): string {
    const [key] = code === 'unrecognized_keys' && 'keys' in issue ? issue.keys : [];
    const isMissing = this.#document.hasIn(path) === false;
    const said = isMissing && code === 'invalid_type' ? 'is missing' : message;
    const name = nameOf(path);
    return `${this.#at(this.#offset(path, key))}: ${name === '' ? '' : `${name}: `}${said}`;
  }

  /** Where a value begins, or the key in it; for a value that is missing, what it is missing from. */
  #offset(path: Path, key: string | undefined): number {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
    }
    if (isNode(node)) return node.range?.[0] ?? 0;
    return path.length === 0 ? 0 : this.#offset(path.slice(0, -1), undefined);
  }

  #at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#file}:${line}:${col}`;
  }
}

/** `BLOCK_IN_FLOW` as `block in flow`. */
function words(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

/** `clusters[0].prometheus.url`. */
function nameOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
