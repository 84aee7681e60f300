import { yamlLanguage } from '@codemirror/lang-yaml';

type SyntaxNode = ReturnType<typeof yamlLanguage.parser.parse>['topNode'];

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the field stands in a YAML text that a path leads to, or the last on the way that there is: its name and value.
 * The editor's own parser finds it, which takes time in proportion to the text, whatever somebody pastes.
 */
export function fieldSpan(text: string, path: readonly PropertyKey[]): Span {
  let span: Span = { from: 0, to: 0 };
  let node: SyntaxNode | null = yamlLanguage.parser.parse(text).topNode.getChild('Document');
  for (const part of path) {
    const found: SyntaxNode | undefined = node === null ? undefined : childAt(text, collectionIn(node), part);
    if (found === undefined) return span;
    span = found;
    node = found;
  }
  return { from: span.from, to: span.to };
}

const COLLECTIONS: ReadonlySet<string> = new Set([
  'BlockMapping',
  'FlowMapping',
  'BlockSequence',
  'FlowSequence',
]);

/** The mapping or sequence that a pair, item or document holds. */
function collectionIn(node: SyntaxNode): SyntaxNode | null {
  for (const child of childrenOf(node)) {
    if (COLLECTIONS.has(child.name)) return child;
    if (child.name === 'Anchored' || child.name === 'Tagged') return collectionIn(child);
  }
  return null;
}

function childAt(text: string, collection: SyntaxNode | null, part: PropertyKey): SyntaxNode | undefined {
  if (collection === null) return undefined;
  if (typeof part === 'number') return collection.getChildren('Item')[part];
  return collection.getChildren('Pair').find((pair) => {
    const key = pair.getChild('Key');
    return key !== null && keyText(text.slice(key.from, key.to)) === part;
  });
}

function keyText(written: string): string {
  return /^(["']).*\1$/s.test(written) ? written.slice(1, -1) : written;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
