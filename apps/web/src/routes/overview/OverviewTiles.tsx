import type { Overview } from '@gpu-console/shared/contract';
import { formatText } from '@gpu-console/shared/units';
import { useTranslation } from 'react-i18next';
import { Bar } from '../../components/Bar.tsx';
import { Tile } from '../../components/Tile.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import type { SourceId } from '../../fleet/sources/sourceIds.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { GpuCountsTile } from './GpuCountsTile.tsx';
import { useFleetEnergy } from './useFleetEnergy.ts';

/** The fleet in numbers. */
export function OverviewTiles({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const energy = useFleetEnergy();
  const { gpus, usage, problems, allocatedUtilization, partial } = overview;
  const { memoryUsedBytes: used, memoryTotalBytes: total } = usage;
  const countOf = (severity: 'critical' | 'warning') =>
    problems.filter((p) => p.severity === severity).length;
  const info = (label: string, source: SourceId) => ({
    label,
    info: <Sources title={label} numbers={[{ label, source }]} />,
  });
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4 xl:grid-cols-12">
      <GpuCountsTile gpus={gpus} />
      <div className="contents *:xl:col-span-2">
        <Tile
          {...info(t('overview.utilization'), 'heldUtilization')}
          value={allocatedUtilization}
          unit="ratio"
          note={<span title={t('overview.utilizationNote')}>{t('overview.utilizationNote')}</span>}
        >
          <Bar ratio={allocatedUtilization ?? 0} />
        </Tile>
        <Tile
          {...info(t('overview.memory'), 'memoryTotal')}
          value={used}
          unit="bytes"
          note={total !== null && t('overview.memoryNote', { total: formatText(total, 'bytes', locale) })}
        >
          <Bar ratio={used === null || total === null ? 0 : used / total} />
        </Tile>
        <Tile
          {...info(t('overview.power'), 'energyInRange')}
          value={usage.powerWatts}
          unit="watts"
          note={energy !== null && t('overview.energyNote', { energy: formatText(energy, 'joules', locale) })}
        />
        <Tile
          {...info(t('overview.problems'), 'problems')}
          value={problems.length}
          unit="count"
          note={
            problems.length === 0
              ? t(partial.length === 0 ? 'overview.noProblems' : 'overview.noProblemsKnown')
              : t('overview.problemsNote', { critical: countOf('critical'), warning: countOf('warning') })
          }
        />
      </div>
    </div>
  );
}
