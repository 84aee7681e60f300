import { ageOf } from './humanDuration.ts';
import { isRecord, listAt, numberAt, textAt } from './jsonAccess.ts';
import { builtInColumns, type PrinterColumn } from './printerColumns.ts';

/**
 * The columns that a CRD's version asks for with `additionalPrinterColumns`, after NAME; NAME and AGE without any.
 * @param version one entry of the CRD's `spec.versions`
 */
export function customColumns(version: unknown): readonly PrinterColumn[] {
  const declared = listAt(version, 'additionalPrinterColumns');
  const [nameColumn, ageColumn] = builtInColumns('');
  if (!nameColumn || !ageColumn) return [];
  if (declared.length === 0) return [nameColumn, ageColumn];
  return [nameColumn, ...declared.map(declaredColumn)];
}

function declaredColumn(declaration: unknown): PrinterColumn {
  const path = parseJsonPath(textAt(declaration, 'jsonPath'));
  const type = textAt(declaration, 'type');
  return {
    name: textAt(declaration, 'name'),
    priority: numberAt(declaration, 'priority') > 0 ? 1 : 0,
    // The server already turned the date into an age, as Kubernetes' own table convertor does.
    type: type === 'date' ? 'string' : type,
    cell: (object, now) => {
      const [value] = path(object);
      if (value === undefined || value === null) return null;
      if (type === 'date') return ageOf(String(value), now);
      if (typeof value !== 'object') return value;
      return JSON.stringify(value);
    },
  };
}

type Step = (values: unknown[]) => unknown[];

/** Compiles the JSONPath that printer columns use: fields, `[n]`, `[*]`, `['key']` and `[?(@.a=="b")]`. */
function parseJsonPath(path: string): (root: unknown) => unknown[] {
  const token =
    /\.((?:\\.|[^.[\\])+)|\[(-?\d+)\]|\[(\*)\]|\['([^']+)'\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]/g;
  const steps = [...path.matchAll(token)].map(([, field, index, star, key, filterPath, wanted]): Step => {
    if (field !== undefined) return fieldStep(field.replaceAll('\\', ''));
    if (key !== undefined) return fieldStep(key);
    if (star !== undefined) return (values) => values.flatMap((value) => listAt(value));
    if (index !== undefined) return (values) => values.map((value) => listAt(value).at(Number(index)));
    return (values) =>
      values
        .flatMap((value) => listAt(value))
        .filter((item) => textAt(item, ...(filterPath ?? '').split('.')) === wanted);
  });
  return (root) => steps.reduce<unknown[]>((values, step) => step(values), [root]);
}

function fieldStep(field: string): Step {
  return (values) =>
    values.flatMap((value) => (isRecord(value) && value[field] !== undefined ? [value[field]] : []));
}
