import type { Overview, Severity } from '@gpu-console/shared/contract';
import { formatText } from '@gpu-console/shared/units';
import { Bar } from '../../components/Bar.tsx';
import { Tile } from '../../components/Tile.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import type { SourceId } from '../../fleet/sources/sourceIds.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { GpuCountsTile } from './GpuCountsTile.tsx';
import { overviewTexts } from './texts.ts';
import { useFleetEnergy } from './useFleetEnergy.ts';

/** The fleet in numbers. */
export function OverviewTiles({ overview }: { overview: Overview }) {
  const texts = useTexts(overviewTexts);
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  const energy = useFleetEnergy();
  const { gpus, scope, usage, problems, allocatedUtilization } = overview;
  const isAllJudged = overview.partial.length === 0 && overview.unjudged.length === 0;
  const { memoryUsedBytes: used, memoryTotalBytes: total } = usage;
  const countOf = (severity: Severity) => problems.filter((p) => p.severity === severity).length;
  const info = (label: string, source: SourceId) => ({
    label,
    info: <Sources title={label} numbers={[{ label, source }]} />,
  });
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4 xl:grid-cols-12">
      <GpuCountsTile gpus={gpus} hasNodes={scope.nodes} />
      <div className="contents *:xl:col-span-2">
        <Tile
          {...info(texts.utilization, 'heldUtilization')}
          value={allocatedUtilization}
          unit="ratio"
          note={<span title={texts.utilizationNote}>{texts.utilizationNote}</span>}
        >
          <Bar ratio={allocatedUtilization ?? 0} />
        </Tile>
        <Tile
          {...info(texts.memory, 'memoryTotal')}
          value={used}
          unit="bytes"
          note={total !== null && fleet.ofTotal(formatText(total, 'bytes', locale))}
        >
          <Bar ratio={used === null || total === null ? 0 : used / total} />
        </Tile>
        <Tile
          {...info(texts.power, 'energyInRange')}
          value={usage.powerWatts}
          unit="watts"
          note={energy !== null && texts.energyNote(formatText(energy, 'joules', locale))}
        />
        <Tile
          {...info(texts.problems, 'problems')}
          value={problems.length}
          unit="count"
          note={
            problems.length === 0
              ? texts[isAllJudged ? 'noProblems' : 'noProblemsKnown']
              : texts.problemsNote(countOf('critical'), countOf('warning'), countOf('info'))
          }
        />
      </div>
    </div>
  );
}
