import type { NodeResource } from '@gpu-console/shared/contract';

/** What `kubectl describe nodes` prints of each node's resources, by the node's name. */
export function describedNodes(text: string): Map<string, NodeResource[]> {
  const nodes = text.split(/^(?=Name: )/m).filter((part) => part.startsWith('Name:'));
  return new Map(nodes.map((node) => [/^Name: +(\S+)/.exec(node)?.[1] ?? '', rowsOf(node)]));
}

function rowsOf(node: string): NodeResource[] {
  const capacity = table(node, 'Capacity');
  const allocatable = table(node, 'Allocatable');
  const allocated = table(node, 'Allocated resources');
  const names = new Set([...capacity.keys(), ...allocatable.keys()]);
  return [...names].sort().map((name) => ({
    name,
    capacity: amount(capacity.get(name)?.[0]),
    allocatable: amount(allocatable.get(name)?.[0]),
    requested: amount(allocated.get(name)?.[0]),
    limits: amount(allocated.get(name)?.[1]),
  }));
}

/** The indented lines under a heading: the cells after the first, by the first, without percentages. */
function table(node: string, heading: string): Map<string, string[]> {
  const lines = node.split('\n');
  const start = lines.indexOf(`${heading}:`) + 1;
  if (start === 0) throw new Error(`kubectl printed no "${heading}":\n${node}`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith(' '));
  return new Map(
    lines.slice(start, start + length).map((line) => {
      const [name = '', ...cells] = line
        .replace(/\(\d+%\)/g, '')
        .trim()
        .split(/:? +/);
      return [name, cells];
    }),
  );
}

/** As powers of ten or two. */
const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * The number that a printed cell stands for: what a manifest said, or its canonical form. Not the product's own
 * parser, which is under test. What is not printed is nothing: kubectl leaves out what a node does not have.
 */
function amount(cell = '0'): number {
  const suffix = /[a-zA-Z]+$/.exec(cell)?.[0] ?? '';
  const factor = suffix === '' ? 1 : SUFFIXES[suffix];
  const number = Number(cell.slice(0, cell.length - suffix.length));
  if (factor === undefined || Number.isNaN(number)) throw new Error(`kubectl printed "${cell}"`);
  return Math.round(number * factor * 1e6) / 1e6;
}
