import { MAX_QUERY_LENGTH } from '../limits.ts';
import type { Annotation, JsonObject } from '../model.ts';
import { readColour } from './colours.ts';
import type { Fields } from './fields.ts';
import type { Findings } from './report.ts';
import { cut } from './words.ts';

/** What programs keep of an annotation for themselves. */
const BOOKKEEPING = ['datasource', 'type', 'limit', 'rawQuery', 'showIn', 'useValueForTime', 'hide'] as const;

/** A Prometheus annotation of a Grafana or KubeSphere file; undefined, with the reason, for one of another source. */
export function readAnnotation(fields: Fields, name: string, findings: Findings): Annotation | undefined {
  const expr = fields.word('expr');
  if (expr === undefined || expr.length > MAX_QUERY_LENGTH) {
    findings.add('annotation.datasource', { type: cut(fields.text('type') ?? '', 100) });
    return undefined;
  }
  fields.ignore(...BOOKKEEPING);
  const optional = (key: string, as: 'step' | 'title' | 'text') => {
    const text = fields.word(key);
    return text === undefined ? {} : { [as]: text };
  };
  const colour = readColour(fields.text('iconColor') ?? '');
  return {
    name,
    enabled: fields.flag('enable'),
    expr,
    ...optional('step', 'step'),
    ...optional('titleFormat', 'title'),
    ...optional('textFormat', 'text'),
    ...(colour === undefined ? {} : { colour }),
  };
}

export function writeAnnotation({ name, enabled, expr, step, title, text, colour }: Annotation): JsonObject {
  return {
    name,
    enable: enabled,
    expr,
    ...(step === undefined ? {} : { step }),
    ...(title === undefined ? {} : { titleFormat: title }),
    ...(text === undefined ? {} : { textFormat: text }),
    ...(colour === undefined ? {} : { iconColor: colour }),
  };
}
