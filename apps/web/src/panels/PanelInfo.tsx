import type { Frame } from '@gpu-console/shared/contract';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { formatText } from '@gpu-console/shared/units';
import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { Popover } from '../components/Popover.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useCluster } from '../state/cluster.ts';
import { panelFields } from './panelFields.ts';
import { panelTexts } from './texts.ts';

interface PanelInfoProps {
  readonly panel: ResolvedPanel;
  readonly frames: readonly (Frame | null)[];
  readonly promql: readonly string[];
  /** Seconds between points. */
  readonly step: number;
}

/** The "i" of a panel: what it means, its unit, the DCGM fields behind it, and the queries as they were asked. */
export function PanelInfo({ panel, frames, promql, step }: PanelInfoProps) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const { metrics } = useCluster();
  const fields = panelFields(panel);
  const remarks = [...new Set(frames.flatMap((frame) => frame?.warnings ?? []))];
  const { warning, critical } = levelsOf(panel);
  const text = (value: number) => formatText(value, panel.unit, locale);
  return (
    <Popover
      label={texts.about}
      trigger={
        <Button variant="quiet" square className="!size-6" aria-label={`${panel.title}: ${texts.about}`}>
          <Info aria-hidden size={14} />
        </Button>
      }
    >
      <div className="flex w-88 max-w-full flex-col gap-2.5">
        <p>{panel.help}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
          <Fact term={texts.unit}>{texts.units[panel.unit]}</Fact>
          <Fact term={texts.step}>{texts.seconds(step)}</Fact>
          {warning !== undefined && critical !== undefined && (
            <Fact term={texts.thresholds}>{texts.thresholdsValue(text(warning), text(critical))}</Fact>
          )}
          {fields.length > 0 && (
            <Fact term={texts.fields}>
              {fields.map((field) => (
                <span key={field} className="block font-mono break-all">
                  {field}
                  {metrics?.includes(field) === false && (
                    <span className="font-sans text-warning"> ({texts.notExported})</span>
                  )}
                </span>
              ))}
            </Fact>
          )}
          {remarks.length > 0 && <Fact term={texts.warnings}>{remarks.join('\n')}</Fact>}
        </dl>
        <div>
          <div className="flex items-center justify-between text-sm text-muted">
            {texts.promql}
            <CopyButton text={promql.join('\n')} label={texts.copyPromql} />
          </div>
          {promql.map((expr) => (
            <pre
              key={expr}
              className="mt-1 max-h-40 overflow-auto rounded bg-sunken p-2 font-mono text-sm break-words whitespace-pre-wrap"
            >
              {expr}
            </pre>
          ))}
        </div>
      </div>
    </Popover>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 whitespace-pre-line">{children}</dd>
    </>
  );
}

interface Levels {
  readonly warning: number;
  readonly critical: number;
}

/** The console's own two levels; none where the panel has steps. */
function levelsOf({ thresholds }: ResolvedPanel): Partial<Levels> {
  return thresholds === undefined || 'steps' in thresholds ? {} : thresholds;
}
