import type { Fields } from './fields.ts';
import type { Findings } from './report.ts';

const MAX_FIELDS = 12;

/** Names what a part of the file says that the console does not draw: it is kept, and comes back on export. */
export function reportKept(fields: Fields, findings: Findings): void {
  const paths = fields.unread().map((path) => path.replace(/\[\d+\]/g, '[]'));
  const distinct = [...new Set(paths)].sort();
  for (const field of distinct.slice(0, MAX_FIELDS))
    findings.add('field.kept', { field: field.slice(0, 200) });
  if (distinct.length > MAX_FIELDS) findings.add('field.kept', { field: `+${distinct.length - MAX_FIELDS}` });
}
