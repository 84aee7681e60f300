import { MAX_ANNOTATIONS } from '../limits.ts';
import type { Annotation } from '../model.ts';
import { readAnnotation } from './annotationFields.ts';
import type { Fields } from './fields.ts';
import { reportKept } from './keptFields.ts';
import { Findings, type ReportEntry, within } from './report.ts';
import type { Read, Trace } from './traced.ts';
import { Names } from './words.ts';

/** The annotations in a file's list, by name. */
export function readAnnotations(list: readonly Fields[]): Read<Trace<Annotation>> {
  const traces = new Map<string, Trace<Annotation>>();
  const entries: ReportEntry[] = [];
  const names = new Names();
  for (const fields of within(list, MAX_ANNOTATIONS, 'annotations')) {
    const findings = new Findings();
    const given = fields.text('name') ?? 'annotation';
    const name = names.take(given, (n) => `${given} ${n + 1}`);
    const annotation = readAnnotation(fields, name, findings);
    if (annotation !== undefined) {
      traces.set(name, { was: annotation, source: fields.source });
      reportKept(fields, findings);
    }
    entries.push(findings.entry('annotation', name, name));
  }
  return { traces, entries };
}
