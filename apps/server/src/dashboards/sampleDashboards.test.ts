import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportDashboard, importDashboard, readDocument } from '@gpu-console/shared/dashboards/codecs';
import { fixDashboard, lintDashboard } from '@gpu-console/shared/dashboards/lint';
import { describe, expect, it } from 'vitest';

/** Other people's dashboards, which are no part of the project; they lie beside it where there are any. */
const SAMPLES = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  const path = `${SAMPLES}${folder}`;
  return existsSync(path)
    ? readdirSync(path)
        .filter((file) => pattern.test(file))
        .map((file) => `${folder}/${file}`)
    : [];
}

const kubesphere = filesIn('kubesphere', /^(?!monitoring\.).*\.yaml$/);
const grafana = filesIn('nvidia', /dashboard\.json$/);
const files = [...kubesphere, ...grafana];
const readSample = (file: string) => readFileSync(`${SAMPLES}${file}`, 'utf8');

describe.skipIf(files.length === 0)('dashboards that people use', () => {
  it.each(files)('%s comes out as it came in, every panel drawn', (file) => {
    const { dashboard, report } = importDashboard(readSample(file));
    const format = dashboard.origin?.format ?? 'grafana';
    expect(exportDashboard(dashboard, { format, locale: 'en' }).document).toEqual(
      readDocument(readSample(file)),
    );
    expect(report.filter(({ fidelity }) => fidelity === 'dropped')).toEqual([]);
  });

  it.each(files)('%s goes to every other format with its panels and queries', (file) => {
    const { dashboard } = importDashboard(readSample(file));
    for (const format of ['grafana', 'kubesphere-v1alpha1', 'kubesphere-v1alpha2'] as const) {
      const { document } = exportDashboard(dashboard, { format, locale: 'en' });
      const back = importDashboard(JSON.stringify(document)).dashboard;
      const queriesOf = ({ panels }: typeof back) =>
        panels.map((panel) => ('queries' in panel ? panel.queries.map(({ expr }) => expr) : []));
      expect(queriesOf(back)).toEqual(queriesOf(dashboard));
      expect(back.panels.map(({ title }) => title)).toEqual(dashboard.panels.map(({ title }) => title));
    }
  });

  it.each(files.filter((file) => /nvidia-gpu/.test(file)))(
    '%s: what is wrong in it is found and made good',
    (file) => {
      const { dashboard } = importDashboard(readSample(file));
      const findings = lintDashboard(dashboard, {});
      const use = dashboard.panels.find(({ title }) => title === 'GPU Utilization');
      expect(findings).toContainEqual(expect.objectContaining({ code: 'unit.mismatch', panel: use?.id }));
      const free = dashboard.panels.find(({ title }) => title === 'GPU Framebuffer Mem Free');
      if (free !== undefined)
        expect(findings).toContainEqual(expect.objectContaining({ code: 'title.mismatch', panel: free.id }));
      const fixed = fixDashboard(
        dashboard,
        {},
        findings.map(({ id }) => id),
      );
      expect(lintDashboard(fixed, {})).toEqual([]);
    },
  );
});
