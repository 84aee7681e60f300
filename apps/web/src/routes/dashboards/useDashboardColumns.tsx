import type { DashboardSummary } from '@gpu-console/shared/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { EllipsisVertical } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { timeColumn } from '../../components/dataTable/timeColumn.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { OPENS_DASHBOARD } from '../../state/opening.ts';
import { DASHBOARD_ACTIONS, type DashboardAction } from './DashboardDialog.tsx';

interface ColumnsOptions {
  readonly isReadOnly: boolean;
  readonly onAction: (action: DashboardAction) => void;
}

/** What changes the dashboard, which one that comes with the console does not let happen. */
const CHANGING: ReadonlySet<DashboardAction['to']> = new Set(['rename', 'delete']);
/** What writes to the store. */
const WRITING: ReadonlySet<DashboardAction['to']> = new Set([...CHANGING, 'duplicate']);

export function useDashboardColumns({
  isReadOnly,
  onAction,
}: ColumnsOptions): readonly Column<DashboardSummary>[] {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const cluster = useCluster();
  const navigate = useNavigate();
  const titleOf = ({ id, title }: DashboardSummary) => inLanguage(title, locale) || id;
  const placeOf = ({ builtin, object }: DashboardSummary) => {
    if (builtin) return texts.builtin;
    if (object === null) return texts.directory;
    return object.namespace === null ? object.kind : `${object.kind} · ${object.namespace}`;
  };
  return [
    {
      id: 'title',
      header: texts.title,
      value: titleOf,
      width: 280,
      cell: (row) => (
        <Link
          to="/c/$cluster/dashboards/$dashboard"
          params={{ cluster: cluster.id, dashboard: row.id }}
          state={OPENS_DASHBOARD}
          className="truncate text-accent hover:underline"
          title={titleOf(row)}
        >
          {titleOf(row)}
        </Link>
      ),
    },
    { id: 'id', header: texts.id, value: ({ id }) => id, width: 190 },
    {
      id: 'place',
      header: texts.place,
      value: placeOf,
      cell: (row) => <span className="truncate text-muted">{placeOf(row)}</span>,
      width: 180,
    },
    { id: 'tags', header: texts.tags, value: ({ tags }) => tags.join(', '), width: 140 },
    { id: 'panels', header: texts.panelCount, value: ({ panels }) => panels, align: 'end', width: 80 },
    timeColumn({
      id: 'updated',
      header: texts.updated,
      value: ({ updatedAt }) => updatedAt,
      width: 150,
    }),
    {
      id: 'actions',
      header: texts.actions,
      value: () => null,
      width: 80,
      align: 'end',
      cell: (row) => (
        <Menu
          trigger={
            <Button variant="quiet" square aria-label={texts.actionsOf(titleOf(row))}>
              <EllipsisVertical aria-hidden size={16} />
            </Button>
          }
        >
          <MenuItem
            disabled={isReadOnly}
            onSelect={() =>
              void navigate({
                to: '/c/$cluster/dashboards/$dashboard/edit',
                params: { cluster: cluster.id, dashboard: row.id },
              })
            }
          >
            {row.builtin ? texts.editCopy : texts.edit}
          </MenuItem>
          {DASHBOARD_ACTIONS.map((to) => (
            <MenuItem
              key={to}
              disabled={(row.builtin && CHANGING.has(to)) || (isReadOnly && WRITING.has(to))}
              onSelect={() => onAction({ to, id: row.id, title: titleOf(row) })}
            >
              {texts.actionNames[to]}
            </MenuItem>
          ))}
        </Menu>
      ),
    },
  ];
}
