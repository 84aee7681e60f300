import { describe, expect, it } from 'vitest';
import { importDashboard } from './codecs/importDashboard.ts';
import { Refusal } from './codecs/report.ts';
import * as limits from './limits.ts';
import { DashboardSchema } from './schema.ts';
import { dashboardText } from './texts.ts';

const MEASURED = { kind: 'timeseries', id: 'p', title: 'P', unit: 'count', queries: [] };
const panel = (more: object) => ({ panels: [{ ...MEASURED, ...more }] });
const query = (more: object) => panel({ queries: [{ id: 'a', expr: 'up', legend: '', ...more }] });
const variable = (more: object) => ({ variables: [{ name: 'v', ...more }] });
const words = (max: number) => 'x'.repeat(max + 1);
const list = <T>(max: number, item: (n: number) => T) => Array.from({ length: max + 1 }, (_, n) => item(n));
const both = (text: string) => ({ en: text, 'zh-CN': text });

describe('a dashboard past what one may be', () => {
  it.each<[string, object]>([
    ['title', { title: words(limits.MAX_TEXT_LENGTH) }],
    ['title in two languages', { title: both(words(limits.MAX_TEXT_LENGTH)) }],
    ['description', { description: both(words(limits.MAX_TEXT_LENGTH)) }],
    ['tags', { tags: list(limits.MAX_TAGS, String) }],
    ['panels', { panels: list(limits.MAX_PANELS, (n) => ({ ...MEASURED, id: String(n) })) }],
    ['panel help', panel({ help: both(words(limits.MAX_TEXT_LENGTH)) })],
    ['PromQL', query({ expr: words(limits.MAX_QUERY_LENGTH) })],
    ['legend', query({ legend: both(words(limits.MAX_LEGEND_LENGTH)) })],
    [
      'text panel',
      { panels: [{ kind: 'text', id: 't', title: '', format: 'plain', content: words(200_000) }] },
    ],
    ['mappings', panel({ mappings: list(limits.MAX_MAPPINGS, (n) => ({ from: n, to: n, text: '' })) })],
    ['text box', variable({ kind: 'textbox', value: words(limits.MAX_VALUE_LENGTH) })],
    ['constant', variable({ kind: 'constant', value: words(limits.MAX_VALUE_LENGTH) })],
    ['value for all', variable({ kind: 'query', query: 'up', allValue: words(limits.MAX_VALUE_LENGTH) })],
    ['chosen value', variable({ kind: 'query', query: 'up', selected: [words(limits.MAX_VALUE_LENGTH)] })],
    [
      'options',
      variable({ kind: 'custom', options: list(limits.MAX_VALUES, (n) => ({ text: '', value: String(n) })) }),
    ],
    ['intervals', variable({ kind: 'interval', values: list(limits.MAX_INTERVALS, (n) => `${n}s`) })],
    [
      'legend statistics',
      panel({ legend: { show: true, placement: 'bottom', as: 'list', values: list(20, () => 'max') } }),
    ],
  ])('is none: %s', (_what, part) => {
    const parsed = DashboardSchema.safeParse({ id: 'd', title: 'D', variables: [], panels: [], ...part });
    expect(JSON.stringify(parsed.error?.issues)).toContain('too_big');
  });

  const file = (more: object) =>
    JSON.stringify({ schemaVersion: 39, title: 'D', panels: [{ id: 1, type: 'graph', ...more }] });
  const refusalOf = (text: string) => {
    try {
      importDashboard(text);
    } catch (error) {
      if (error instanceof Refusal) return dashboardText(error.code, error.params, 'en');
    }
    return undefined;
  };

  it('is refused from a file with the place and the limit, and nothing of it is cut off in silence', () => {
    expect(refusalOf(file({ title: words(limits.MAX_TEXT_LENGTH) }))).toMatch(/“panels\.0\.title”.* 10000 /);
    expect(refusalOf(file({ title: words(1000) }))).toBeUndefined();
    const mappings = list(limits.MAX_MAPPINGS, (n) => ({ type: 1, value: n, text: 'x' }));
    expect(refusalOf(file({ fieldConfig: { defaults: { mappings } }, type: 'stat' }))).toMatch(
      /“panels\.0\.mappings”/,
    );
    const annotations = { list: list(30_000, () => ({ name: 'same', expr: 'up' })) };
    expect(refusalOf(JSON.stringify({ schemaVersion: 39, panels: [], annotations }))).toMatch(
      /“annotations”/,
    );
  });
});
