import type { DashboardQuery, Json } from '../../model.ts';
import { isObject } from '../document.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { cut } from '../words.ts';

/** Sources that are not Prometheus, by the name that Grafana gives them itself. */
const OTHER_SOURCES: ReadonlySet<string> = new Set([
  '-- Grafana --',
  '-- Dashboard --',
  '__expr__',
  'grafana',
]);

/** The type of a datasource, where the file tells it and it does not speak PromQL. */
function foreignType(datasource: Json | undefined): string | undefined {
  if (typeof datasource === 'string') return OTHER_SOURCES.has(datasource) ? datasource : undefined;
  if (!isObject(datasource)) return undefined;
  const { type, uid } = datasource;
  if (typeof uid === 'string' && OTHER_SOURCES.has(uid)) return uid;
  if (typeof type !== 'string' || /prometheus|victoriametrics|mimir|thanos/i.test(type)) return undefined;
  return type === '' || type === 'datasource' ? undefined : type;
}

/** A target's Prometheus query; undefined, with the reason, for a query of another datasource. */
export function readTarget(
  target: Fields,
  panelSource: Json | undefined,
  findings: Findings,
): Omit<DashboardQuery, 'id'> | undefined {
  const own = target.any('datasource');
  const expr = target.text('expr');
  const foreign = foreignType(own ?? panelSource);
  if (foreign !== undefined || expr === undefined) {
    findings.add('query.datasource', {
      query: cut(target.text('refId') ?? '', 100),
      type: cut(foreign ?? '', 100),
    });
    return undefined;
  }
  target.ignore(
    'range',
    'exemplar',
    'editorMode',
    'intervalFactor',
    'step',
    'metric',
    'legendLink',
    'target',
    'key',
  );
  target.ignore(
    'disableTextWrap',
    'fullMetaSearch',
    'includeNullMetadata',
    'useBackend',
    'builderMode',
    'textEditor',
  );
  const legend = target.text('legendFormat') ?? '';
  const format = target.text('format');
  const step = target.word('interval');
  return {
    expr,
    legend: legend === '__auto' ? '' : legend,
    ...(target.flag('hide') ? { hidden: true } : {}),
    ...(target.flag('instant') ? { instant: true } : {}),
    ...(step === undefined ? {} : { step }),
    ...(format === 'table' || format === 'heatmap' ? { format } : {}),
  };
}
