import { gzipSync, strToU8 } from 'fflate';
import { dump, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { dashboardText } from '../texts.ts';
import { importDashboard, importDashboards } from './importDashboard.ts';
import { Refusal } from './report.ts';

const json = (title: string, legend = '') =>
  JSON.stringify({
    title,
    schemaVersion: 36,
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Use',
        targets: [{ refId: 'A', expr: 'up', legendFormat: legend }],
      },
    ],
  });
const indented = (text: string) => text.replace(/^/gm, '    ');
const configMap = (name: string, ...keys: readonly (readonly [string, string])[]) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, labels: { grafana_dashboard: "1" } }\ndata:\n${keys
    .map(([key, text]) => `  ${key}: |\n${indented(text)}\n`)
    .join('')}`;
const grafanaDashboard = (spec: string, apiVersion = 'grafana.integreatly.org/v1beta1') =>
  `apiVersion: ${apiVersion}\nkind: GrafanaDashboard\nmetadata: { name: dcgm }\nspec:\n${spec}\n`;
/** With gzip, in base64. */
const packed = (text: string) =>
  /!!binary \|?-?\s*([\w+/=\s]+)/
    .exec(dump(gzipSync(strToU8(text)), { schema: YAML11_SCHEMA }))?.[1]
    ?.replace(/\s/g, '') ?? '';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: other }\n';

/** What is found, by name; a refusal by its code. */
const found = (text: string) =>
  importDashboards(text).map(({ name, found }) => [
    name,
    found instanceof Refusal ? found.code : found.dashboard.title,
  ]);

function refusalOf(text: string): Refusal {
  try {
    importDashboards(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('dashboards as people keep them', () => {
  it.each<readonly [string, string, readonly (readonly [string, string])[]]>([
    [
      'the keys of a ConfigMap',
      configMap('x', ['a.json', json('A')], ['b.json', json('B')]),
      [
        ['a', 'A'],
        ['b', 'B'],
      ],
    ],
    [
      'binary data',
      `apiVersion: v1\nkind: ConfigMap\nbinaryData: { gpu.json: "eyJ0aXRsZSI6IuaYvuWtmCIsInNjaGVtYVZlcnNpb24iOjM2LCJwYW5lbHMiOltdfQ==" }`,
      [['gpu', '显存']],
    ],
    ['a GrafanaDashboard', grafanaDashboard(`  json: '${json('G')}'`), [['dcgm', 'G']]],
    ['packed JSON', grafanaDashboard(`  gzipJson: ${packed(json('显存'))}`), [['dcgm', '显存']]],
    [
      'packed binary data',
      `apiVersion: v1\nkind: ConfigMap\nbinaryData: { a.json.gz: "${packed(json('A'))}" }`,
      [['a', 'A']],
    ],
    [
      'one of the first operator',
      grafanaDashboard(`  json: '${json('G')}'`, 'integreatly.org/v1alpha1'),
      [['dcgm', 'G']],
    ],
    [
      'several documents, with others between them',
      `---\n${SERVICE}---\n${configMap('x', ['a.json', json('A')])}---\n${grafanaDashboard(`  json: '${json('G')}'`)}---\n`,
      [
        ['a', 'A'],
        ['dcgm', 'G'],
      ],
    ],
    [
      'a list',
      JSON.stringify({
        kind: 'List',
        apiVersion: 'v1',
        items: [
          { apiVersion: 'v1', kind: 'ConfigMap', data: { 'a.json': json('A') } },
          {
            apiVersion: 'v1',
            kind: 'ConfigMapList',
            items: [{ apiVersion: 'v1', kind: 'ConfigMap', data: { b: json('B') } }],
          },
        ],
      }),
      [
        ['a', 'A'],
        ['b', 'B'],
      ],
    ],
    [
      'a JSON list',
      `[${json('A')}, ${json('B')}]`,
      [
        ['', 'A'],
        ['', 'B'],
      ],
    ],
    ['a trailing ---', `${json('A')}`.replace(/^/, '# mine\n').concat('\n---\n'), [['', 'A']]],
    [
      'a broken one beside another',
      configMap('x', ['a.json', json('A')], ['b.json', '{"title": ']),
      [
        ['a', 'A'],
        ['b.json', 'input.embedded'],
      ].map(([name = '', what = '']) => [name.replace('.json', ''), what] as const),
    ],
    [
      'provisioning beside a dashboard',
      configMap('x', ['all.yaml', 'providers: []'], ['a.json', json('A')]),
      [['a', 'A']],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('have their legends’ braces, though a Helm chart escapes them', () => {
    for (const escaped of ['{{`{{gpu}}`}}', '{{ "{{" }}gpu{{ "}}" }}', '{{`{{`}}gpu{{`}}`}}']) {
      const text = configMap('x', ['a.json', json('A', 'LEGEND').replace('LEGEND', escaped)]);
      const { panels } = importDashboard(text).dashboard;
      expect(panels[0]).toMatchObject({ queries: [{ legend: '{{gpu}}' }] });
    }
  });

  it.each([
    [configMap('x', ['all.yaml', 'providers: []']), 'input.noData', 'ConfigMap “x”'],
    ['apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }', 'input.noData', 'under data'],
    [configMap('x', ['a.json', '{"title": ']), 'input.embedded', '“a.json” is not valid JSON'],
    [
      grafanaDashboard('  url: https://example.com/a.json'),
      'input.elsewhere',
      'url: https://example.com/a.json',
    ],
    [grafanaDashboard('  grafanaCom: { id: 12239 }'), 'input.elsewhere', 'grafanaCom: {"id":12239}'],
    [grafanaDashboard('  gzipJson: H4sIAAAA'), 'input.embedded', '“dcgm” is not valid'],
    [grafanaDashboard(`  gzipJson: ${packed('x'.repeat(3_000_000))}`), 'input.tooLarge', '2000000'],
    [grafanaDashboard('  instanceSelector: {}'), 'input.noData', 'spec.json'],
    ['apiVersion: v1\nkind: ConfigMap\nbinaryData: { a.json: "/w==" }', 'input.embedded', 'base64'],
    [SERVICE, 'input.unknownFormat', 'Service'],
  ])('are refused by name, with a way out: %j', (text, code, words) => {
    const refusal = refusalOf(text);
    expect(refusal.code).toBe(code);
    expect(dashboardText(refusal.code, refusal.params, 'en')).toContain(words);
    expect(dashboardText(refusal.code, refusal.params, 'zh-CN')).not.toContain('{{');
  });

  it('are not taken one for another where a single one is wanted', () => {
    const several = configMap('x', ['a.json', json('A')], ['b.json', json('B')]);
    expect(() => importDashboard(several)).toThrow(/input\.several.*"a, b"/);
  });
});
