import { parser } from '@prometheus-io/lezer-promql';
import { piecesOf } from './strings.ts';

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Characters of a line that is still read at a glance. */
const MAX_LINE = 80;
const INDENT = '  ';

/**
 * A query laid out as Prometheus' own formatter does: what is longer than a line has its operands and arguments on lines
 * of their own. One that cannot be parsed, or that has comments, stays as it is.
 */
export function formatPromql(expr: string): string {
  const tree = parser.parse(expr);
  let isPlain = !piecesOf(expr).some(({ kind }) => kind === 'comment');
  tree.iterate({
    enter({ name }) {
      if (name === '⚠') isPlain = false;
    },
  });
  const root = tree.topNode.firstChild;
  return isPlain && root !== null ? laidOut(root, 0, expr) : expr;
}

function laidOut(node: Node, depth: number, expr: string): string {
  const indent = INDENT.repeat(depth);
  const text = (from: number, to: number) => onOneLine(expr.slice(from, to));
  const flat = text(node.from, node.to);
  const [first, last] = [node.firstChild, node.lastChild];
  if (indent.length + flat.length <= MAX_LINE || first === null || last === null) return indent + flat;
  const inner = (child: Node) => laidOut(child, depth + 1, expr);
  switch (node.name) {
    case 'BinaryExpr':
      return [
        laidOut(first, depth, expr),
        indent + text(first.to, last.from),
        laidOut(last, depth, expr),
      ].join('\n');
    case 'ParenExpr':
      return `${indent}(\n${inner(first)}\n${indent})`;
    case 'FunctionCall':
    case 'AggregateExpr': {
      const body = node.getChild('FunctionCallBody');
      if (body === null || body.firstChild === null) return indent + flat;
      const [head, tail] = [text(node.from, body.from), text(body.to, node.to)];
      const lines = childrenOf(body).map(inner).join(',\n');
      const isSpaced = node.name === 'AggregateExpr' && head.includes(' ');
      return `${indent}${head}${isSpaced ? ' ' : ''}(\n${lines}\n${indent})${tail === '' ? '' : ` ${tail}`}`;
    }
    case 'OffsetExpr':
    case 'SubqueryExpr': {
      const rest = text(first.to, node.to);
      return laidOut(first, depth, expr) + (rest.startsWith('[') ? rest : ` ${rest}`);
    }
    default:
      return indent + flat;
  }
}

function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** The text without line breaks and rows of blanks, those in strings aside. */
function onOneLine(text: string): string {
  const pieces = piecesOf(text).map(({ kind, from, to }) => {
    const piece = text.slice(from, to);
    return kind === 'code' ? piece.replace(/\s+/g, ' ') : piece;
  });
  return pieces.join('').trim();
}
