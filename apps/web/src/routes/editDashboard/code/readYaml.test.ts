import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { PanelSchema } from '@gpu-console/shared/dashboards/schema';
import { describe, expect, it } from 'vitest';
import { en } from '../texts.en.ts';
import { zhCN } from '../texts.zh-CN.ts';
import { fieldProblem, readYaml } from './readYaml.ts';
import { yamlText } from './yamlText.ts';

const PANEL: DashboardPanel = {
  id: 'panel-1',
  title: { en: 'Temperature', 'zh-CN': '温度' },
  kind: 'timeseries',
  unit: 'celsius',
  thresholds: { warning: 80, critical: 90 },
  queries: [
    { id: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="$node"}', legend: 'GPU {{gpu}}' },
    { id: 'B', expr: 'vector(1)', legend: '' },
  ],
};
const TEXT = yamlText(PANEL);

/** `line: the line's text: message`. */
function problemsOf(text: string, locale: 'en' | 'zh-CN' = 'en'): readonly string[] {
  const read = readYaml(text, PanelSchema, locale, locale === 'en' ? en : zhCN);
  if ('value' in read) return [];
  const lines = text.split('\n');
  return read.problems.map(({ line, from, to, message }) => {
    expect(lines[line - 1]).toContain(text.slice(from, to));
    return `${lines[line - 1]?.trim()}: ${message}`;
  });
}

describe('a panel as YAML', () => {
  it('reads as it was written', () => {
    expect(readYaml(TEXT, PanelSchema, 'en', en)).toEqual({ value: PANEL });
  });

  it.each([
    ['unit: celsius', 'unit: kelvin', /^unit: kelvin: must be one of ratio, .*celsius/],
    ['kind: timeseries', 'kind: timeserie', /^kind: timeserie: must be one of timeseries, stat/],
    ['warning: 80', 'warning: hot', /^warning: hot: .*expected number/],
    ['  critical: 90\n', '', /^thresholds:: .*expected number/],
    ['id: B', 'id: B\n    colour: red', /^colour: red: unknown field “colour”/],
    ["legend: ''", 'legend: [1, 2]', /^legend: \[1, 2\]: .*expected string/],
    ['expr: vector(1)', 'expr: "vector(1)', /^legend: '': The file is not valid YAML/],
    ['id: B', 'id: A', /^queries:: ids must differ/],
    ['unit: celsius', '__proto__: 1', /^__proto__: 1: The file has a key that is not allowed/],
    ['unit: celsius\n', '', /^id: panel-1: .*celsius/],
  ])('says where %s is wrong as %s', (right, wrong, expected) => {
    expect(TEXT).toContain(right);
    const [first = '', ...more] = problemsOf(TEXT.replace(right, wrong));
    expect(first).toMatch(expected);
    expect(more).toEqual([]);
  });

  it('finds the field in JSON as well', () => {
    const text = JSON.stringify({ ...PANEL, thresholds: { warning: 'hot', critical: 90 } });
    const read = readYaml(text, PanelSchema, 'en', en);
    const spans = 'problems' in read ? read.problems.map(({ from, to }) => text.slice(from, to)) : [];
    expect(spans).toEqual(['"warning":"hot"']);
  });

  it('says it in Chinese', () => {
    const [said] = problemsOf(TEXT.replace('warning: 80', 'warning: hot'), 'zh-CN');
    expect(said).toMatch(/^warning: hot: .*期望/);
  });

  it('says what the caller found wrong, at its field', () => {
    expect(fieldProblem(TEXT, ['queries', 1, 'expr'], 'no')).toMatchObject({
      message: 'no',
      from: TEXT.indexOf('expr: vector(1)'),
    });
  });

  it.each(['', '- 1', 'a: &a [*a]', 'text'])('is none where the text is %s', (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
