import type { Fidelity, Report } from '@gpu-console/shared/dashboards/codecs';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { type Status, StatusBadge } from '../components/StatusBadge.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { dashboardTexts } from './texts.ts';

const STATUS: Readonly<Record<Fidelity, Status>> = {
  exact: 'ok',
  approximate: 'warning',
  dropped: 'critical',
};

/** What became of each part of a dashboard on its way between formats. */
export function ReportList({ report }: { report: Report }) {
  const locale = useLocale();
  const texts = useTexts(dashboardTexts);
  return (
    <ul className="flex flex-col">
      {report.map(({ of, id, title, fidelity, reasons }) => (
        <li
          key={`${of} ${id}`}
          className="flex flex-col gap-1 border-b py-2 last:border-b-0 sm:flex-row sm:gap-3"
        >
          <div className="shrink-0 sm:w-32">
            <StatusBadge status={STATUS[fidelity]}>{texts.fidelity[fidelity]}</StatusBadge>
          </div>
          <div className="min-w-0">
            <p className="break-words">
              <span className="text-muted">{texts.parts[of]}</span> {title || id}
            </p>
            {reasons.map(({ code, params }) => (
              <p key={`${code} ${JSON.stringify(params)}`} className="text-sm break-words text-muted">
                {dashboardText(code, params, locale)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
