import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { live } from '../../api/queries.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { readOnlyReason } from '../../dashboards/readOnlyReason.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { TextField } from '../../dashboards/TextField.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useSave } from '../../dashboards/useSave.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { OPENS_DASHBOARD } from '../../state/opening.ts';
import { useView } from '../../state/view.ts';

/** Keeps the draft under a name. One that is taken is shown before it is overwritten. */
export function SaveCard({ dashboard }: { dashboard: Dashboard }) {
  const texts = useTexts(dashboardTexts);
  const navigate = useNavigate();
  const view = useView();
  const { cluster } = view;
  const { data: list } = useQuery(live('dashboards', view));
  const save = useSave();
  const [id, setId] = useState(dashboard.id);
  const [existing, setExisting] = useState<StoredDashboard | null>(null);
  const readOnly = readOnlyReason(list, texts);

  const saving = useMutation({
    mutationFn: async (version: string | null) => {
      try {
        await save({ ...dashboard, id }, version);
      } catch (error) {
        const current = error instanceof ApiError ? error.current : undefined;
        if (current === undefined || current === null) throw error;
        setExisting(current);
        return;
      }
      await navigate({
        to: '/c/$cluster/dashboards/$dashboard',
        params: { cluster, dashboard: id },
        state: OPENS_DASHBOARD,
      });
    },
  });
  const rename = (next: string) => {
    setId(next);
    setExisting(null);
    saving.reset();
  };
  return (
    <Card title={texts.saveTitle}>
      <form
        className="flex max-w-160 flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate(null);
        }}
      >
        <TextField label={texts.id} hint={texts.idHint} value={id} onChange={rename} mono />
        {existing !== null && (
          <Existing
            existing={existing}
            onOverwrite={() => saving.mutate(existing.version)}
            isBusy={saving.isPending}
          />
        )}
        <TaskError error={saving.error} />
        {readOnly !== null && (
          <p className="text-warning">
            {texts.readOnly} {readOnly}
          </p>
        )}
        <div>
          <Button type="submit" disabled={saving.isPending || readOnly !== null}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface ExistingProps {
  readonly existing: StoredDashboard;
  readonly isBusy: boolean;
  readonly onOverwrite: () => void;
}

function Existing({ existing: { dashboard, updatedAt }, isBusy, onOverwrite }: ExistingProps) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const { id: cluster } = useCluster();
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded border border-warning/30 bg-warning-soft px-3 py-2 text-warning"
    >
      <p className="break-words">
        {texts.taken(dashboard.id)}{' '}
        <Link
          to="/c/$cluster/dashboards/$dashboard"
          params={{ cluster, dashboard: dashboard.id }}
          target="_blank"
          className="underline"
        >
          {inLanguage(dashboard.title, locale) || dashboard.id}
        </Link>
        , {texts.panels(dashboard.panels.length)}, <RelativeTime time={updatedAt} />.
      </p>
      <Button disabled={isBusy} onClick={onOverwrite} className="text-ink">
        {texts.overwrite}
      </Button>
    </div>
  );
}
