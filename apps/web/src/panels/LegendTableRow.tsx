import { columnClass, type LegendRow } from '@gpu-console/panels';
import type { ResolvedPanel, Statistic } from '@gpu-console/shared/dashboards';
import { classNames } from '../components/classNames.ts';
import { ColourSwatch } from './ColourSwatch.tsx';
import { PanelValue } from './PanelValue.tsx';

interface LegendTableRowProps {
  readonly row: LegendRow;
  readonly panel: ResolvedPanel;
  readonly statistics: readonly Statistic[];
  readonly index: number;
  readonly shown: boolean;
  readonly isolated: boolean;
  readonly hint: string;
  /** With `add`, the series joins or leaves those that are shown. */
  readonly onChoose: (add: boolean) => void;
  readonly onHighlight: (key: string | null) => void;
}

/** A series in the legend; the whole row is its button. */
export function LegendTableRow(props: LegendTableRowProps) {
  const { row, panel, statistics, index, shown, isolated, hint, onChoose, onHighlight } = props;
  const { key, name, colour } = row.series;
  return (
    <tr
      aria-rowindex={index + 2}
      className={classNames('relative h-6 hover:bg-hover', !shown && 'opacity-45')}
      onPointerEnter={() => onHighlight(key)}
    >
      <th scope="row" className="p-0 text-left font-normal">
        <button
          type="button"
          aria-pressed={isolated}
          title={`${name}\n${hint}`}
          className="flex min-h-6 w-full items-center gap-1.5 rounded px-1 after:absolute after:inset-0"
          onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
          onFocus={() => onHighlight(key)}
          onBlur={() => onHighlight(null)}
        >
          <ColourSwatch colour={colour} />
          <span className="truncate">{name}</span>
        </button>
      </th>
      {statistics.map((statistic, at) => (
        <td
          key={statistic}
          className={classNames('truncate p-0 pr-1 text-right', columnClass(at, statistics.length))}
        >
          <PanelValue panel={panel} value={row.values[at] ?? null} statistic={statistic} />
        </td>
      ))}
    </tr>
  );
}
