import { fillTemplate } from '../texts/template.ts';
import type { Locale, Localized } from '../units/index.ts';
import type { ReasonCode } from './codecs/report.ts';
import type { LintCode } from './lint/finding.ts';
import type { InterpolationProblem } from './variables/interpolateQuery.ts';
import type { VariableProblem } from './variables/variableProblem.ts';

export type TextCode = ReasonCode | LintCode | InterpolationProblem['code'] | VariableProblem['code'];

/** What each code says to people; `{{name}}` is one of its params, as in a legend. */
const TEXTS: Readonly<Record<TextCode, Localized>> = {
  'input.tooLarge': {
    en: 'The file has {{length}} characters; a dashboard may have {{limit}}. Import one dashboard at a time.',
    'zh-CN': '文件有 {{length}} 个字符，仪表盘最多 {{limit}} 个。请一次只导入一个仪表盘。',
  },
  'input.tooDeep': {
    en: 'The file is nested more than {{limit}} levels deep, which no dashboard is.',
    'zh-CN': '文件嵌套超过 {{limit}} 层，不是正常的仪表盘。',
  },
  'input.tooMany': {
    en: 'The file has more than {{limit}} values, which no dashboard has.',
    'zh-CN': '文件中的值超过 {{limit}} 个，不是正常的仪表盘。',
  },
  'input.aliases': {
    en: 'The YAML has more than {{limit}} aliases (*name). Write the values out.',
    'zh-CN': 'YAML 中的别名（*name）超过 {{limit}} 个，请直接写出值。',
  },
  'input.syntax': {
    en: 'The file is not valid {{language}}: {{message}}.',
    'zh-CN': '文件不是有效的 {{language}}：{{message}}。',
  },
  'input.notAnObject': {
    en: 'The file holds no dashboard: {{field}}{{#field}} {{/field}}is not an object.',
    'zh-CN': '文件中没有仪表盘：{{field}}不是对象。',
  },
  'input.value': {
    en: 'The file has a value that JSON does not support: {{value}}.',
    'zh-CN': '文件中有 JSON 不支持的值：{{value}}。',
  },
  'input.key': {
    en: 'The file has a key that is not allowed: {{key}}.',
    'zh-CN': '文件中有不允许的键：{{key}}。',
  },
  'input.unknownFormat': {
    en: 'The file is neither a KubeSphere Dashboard or ClusterDashboard (monitoring.kubesphere.io/v1alpha1 or v1alpha2) nor a Grafana dashboard (classic JSON, or dashboard.grafana.app v0 to v2), by itself or in a ConfigMap, GrafanaDashboard or List; it says apiVersion "{{apiVersion}}", kind "{{kind}}".',
    'zh-CN':
      '文件既不是 KubeSphere 的 Dashboard 或 ClusterDashboard（monitoring.kubesphere.io/v1alpha1 或 v1alpha2），也不是 Grafana 仪表盘（经典 JSON，或 dashboard.grafana.app v0 至 v2；可单独提供，也可位于 ConfigMap、GrafanaDashboard 或 List 中）；其 apiVersion 为“{{apiVersion}}”，kind 为“{{kind}}”。',
  },
  'input.several': {
    en: 'The file holds {{count}} dashboards{{#names}} ({{names}}){{/names}}: give one of them by itself.',
    'zh-CN': '文件中有 {{count}} 个仪表盘{{#names}}（{{names}}）{{/names}}：请只提供其中一个。',
  },
  'input.noData': {
    en: '{{kind}} “{{name}}” holds no dashboard: its JSON is to stand under {{field}}.',
    'zh-CN': '{{kind}}“{{name}}”中没有仪表盘：其 JSON 应位于 {{field}} 下。',
  },
  'input.elsewhere': {
    en: 'GrafanaDashboard “{{name}}” only says where its dashboard is ({{field}}: {{value}}), and the console fetches nothing: give that JSON instead.',
    'zh-CN':
      'GrafanaDashboard“{{name}}”只说明了仪表盘的来源（{{field}}：{{value}}），控制台不会去获取：请直接提供该 JSON。',
  },
  'input.embedded': {
    en: 'What stands under “{{where}}” is not valid {{language}}: {{message}}.',
    'zh-CN': '“{{where}}”下的内容不是有效的 {{language}}：{{message}}。',
  },
  'dashboard.converted': {
    en: 'It was written in Grafana’s schema v2; it is kept and exported as classic JSON.',
    'zh-CN': '该仪表盘采用 Grafana 的 schema v2；此处以经典 JSON 保存和导出。',
  },
  'dashboard.tabs': {
    en: 'Tabs are shown as rows, folded but for the first.',
    'zh-CN': '标签页显示为行，除第一个外均折叠。',
  },
  'input.tooManyPanels': {
    en: 'The dashboard has {{count}} panels; the maximum is {{limit}}.',
    'zh-CN': '仪表盘有 {{count}} 个面板，最多 {{limit}} 个。',
  },
  'input.limit': {
    en: '“{{field}}” exceeds the limit of {{limit}} there. Shorten it, or split the dashboard.',
    'zh-CN': '“{{field}}”超出上限 {{limit}}。请缩短它，或拆分仪表盘。',
  },
  'panel.kind': {
    en: 'Panels of the type “{{type}}” are not supported here.',
    'zh-CN': '此处不支持绘制“{{type}}”类型的面板。',
  },
  'panel.library': {
    en: 'This is a library panel of Grafana’s, whose content is not in this file.',
    'zh-CN': '该面板保存在 Grafana 的面板库中，文件里没有它的内容。',
  },
  'panel.replaced': { en: 'A {{kind}} was replaced by a {{by}}.', 'zh-CN': '以 {{by}} 代替 {{kind}}。' },
  'panel.noQueries': {
    en: 'None of the panel’s queries is for Prometheus.',
    'zh-CN': '该面板没有任何 Prometheus 查询。',
  },
  'query.datasource': {
    en: 'The data source of query {{query}} is not Prometheus ({{type}}); it is left out.',
    'zh-CN': '查询 {{query}} 的数据源不是 Prometheus（{{type}}），已略去。',
  },
  'query.expression': {
    en: 'Query {{query}} is empty or too long ({{length}} characters) and is left out.',
    'zh-CN': '查询 {{query}} 为空或过长（{{length}} 个字符），已略去。',
  },
  'query.limit': {
    en: 'Of {{count}} queries only the first {{limit}} are run.',
    'zh-CN': '共 {{count}} 个查询，只执行前 {{limit}} 个。',
  },
  'field.kept': {
    en: '“{{field}}” has no effect here; it is kept, and returned on export.',
    'zh-CN': '“{{field}}”在此处不生效；会保留，导出时原样返回。',
  },
  'field.lost': {
    en: 'The format can’t hold “{{field}}” as it is.',
    'zh-CN': '该格式无法完整保存“{{field}}”。',
  },
  'unit.unknown': {
    en: 'The unit “{{unit}}” is not known here; values are shown as plain numbers.',
    'zh-CN': '不认识单位“{{unit}}”，数值按普通数字显示。',
  },
  'unit.lost': {
    en: 'The format has no name for the unit ({{unit}}); it says {{by}}.',
    'zh-CN': '该格式没有对应的单位（{{unit}}），写为 {{by}}。',
  },
  'colour.unknown': { en: '“{{colour}}” is not a colour.', 'zh-CN': '“{{colour}}”不是颜色。' },
  'statistic.unknown': {
    en: 'The reduction “{{statistic}}” is not known here.',
    'zh-CN': '不认识汇总方式“{{statistic}}”。',
  },
  'layout.lost': {
    en: 'The format has no panel positions; only their order is kept.',
    'zh-CN': '该格式不记录面板位置，只保留顺序。',
  },
  'variable.kind': {
    en: 'Variables of the type “{{type}}” are not supported here.',
    'zh-CN': '此处不支持“{{type}}”类型的变量。',
  },
  'variable.name': {
    en: 'The variable name “{{name}}” is invalid or taken.',
    'zh-CN': '变量名“{{name}}”无效或重复。',
  },
  'annotation.datasource': {
    en: 'The annotation’s data source is not Prometheus ({{type}}).',
    'zh-CN': '该注释的数据源不是 Prometheus（{{type}}）。',
  },
  'text.language': {
    en: '“{{field}}” is written in one language; the format does not support more.',
    'zh-CN': '“{{field}}”只写出一种语言，该格式不支持多语言。',
  },
  'unit.mismatch': {
    en: 'Values are shown as “{{has}}”, but the metric is in “{{expected}}”.',
    'zh-CN': '数值按“{{has}}”显示，但该指标的单位是“{{expected}}”。',
  },
  'unit.unset': {
    en: 'No unit is set; the metric is in “{{expected}}”.',
    'zh-CN': '未设置单位；该指标的单位是“{{expected}}”。',
  },
  'title.mismatch': {
    en: 'The title says “{{title}}”, but the query asks for {{metric}}.',
    'zh-CN': '标题是“{{title}}”，但查询的是 {{metric}}。',
  },
  'metric.unknown': {
    en: 'This cluster has no {{metric}}.{{#suggestion}} It has {{suggestion}}.{{/suggestion}}',
    'zh-CN': '该集群没有指标 {{metric}}。{{#suggestion}}可改用 {{suggestion}}。{{/suggestion}}',
  },
  'label.unknown': {
    en: '{{metric}} has no label {{label}} in this cluster.{{#suggestion}} It has {{suggestion}}.{{/suggestion}}',
    'zh-CN': '该集群的 {{metric}} 没有标签 {{label}}。{{#suggestion}}可改用 {{suggestion}}。{{/suggestion}}',
  },
  'label.exporterPod': {
    en: 'In this cluster {{label}} is the exporter’s own; the workload’s is {{suggestion}}.',
    'zh-CN': '该集群中 {{label}} 指 exporter 自身；业务 Pod 对应的标签是 {{suggestion}}。',
  },
  'query.invalid': {
    en: 'Invalid PromQL: at character {{position}}, near “{{seen}}”.',
    'zh-CN': 'PromQL 无效：第 {{position}} 个字符，“{{seen}}”附近。',
  },
  'query.empty': {
    en: 'The query returned nothing{{#range}} over the selected range ({{range}}){{/range}}{{#at}} at the end of the range{{/at}}.',
    'zh-CN':
      '查询{{#range}}在所选时间范围（{{range}}）内{{/range}}{{#at}}在时间范围的终点{{/at}}没有返回数据。',
  },
  'code.arithmetic': {
    en: '{{metric}} is a code, for which {{function}} makes no sense; use {{suggestion}}.',
    'zh-CN': '{{metric}} 是错误代码，对它用 {{function}} 没有意义，应使用 {{suggestion}}。',
  },
  'value.unsafe': {
    en: 'The value of {{variable}} can’t be used there in a query: {{value}}. Put it in a string, or choose a name or a number.',
    'zh-CN': '变量 {{variable}} 的值不能用在查询的该位置：{{value}}。请放入字符串，或选择名称、数字。',
  },
  'value.missing': { en: 'There is no value for {{variable}}.', 'zh-CN': '变量 {{variable}} 没有值。' },
  'format.unknown': {
    en: '“{{value}}” is not a format for {{variable}}.',
    'zh-CN': '变量 {{variable}} 不支持格式“{{value}}”。',
  },
  'variable.cycle': {
    en: 'These variables refer to each other: {{names}}.',
    'zh-CN': '以下变量相互引用：{{names}}。',
  },
  'variable.depth': {
    en: 'The variable {{name}} builds on more than {{limit}} others in a row. Let it build on fewer.',
    'zh-CN': '变量 {{name}} 依赖的变量超过 {{limit}} 层，请减少层数。',
  },
  'query.tooLong': {
    en: 'With the values of {{variable}} the query has more than {{value}} characters. Choose fewer values, or give the variable a value for all.',
    'zh-CN':
      '代入变量 {{variable}} 的值后，查询超过 {{value}} 个字符。请减少所选的值，或为变量设置“全部”的取值。',
  },
  'variable.query': {
    en: 'This is not a valid variable query: {{query}}.',
    'zh-CN': '不是有效的变量查询：{{query}}。',
  },
  'variable.regex': {
    en: 'The variable’s regular expression (RE2) is not valid: {{error}}.',
    'zh-CN': '变量的正则表达式（RE2）无效：{{error}}。',
  },
  'variable.value': {
    en: 'The value of {{variable}} can’t be used in the variable query: {{value}}.',
    'zh-CN': '变量 {{variable}} 的值不能用在变量查询中：{{value}}。',
  },
};

/** What a code says, in one language; loaded where reports and findings are shown. */
export function dashboardText(
  code: TextCode,
  params: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  return fillTemplate(TEXTS[code][locale], params, '');
}
