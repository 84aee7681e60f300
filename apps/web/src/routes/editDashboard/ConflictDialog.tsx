import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { freeId } from '../../dashboards/dashboardId.ts';
import { NameForm } from '../../dashboards/NameForm.tsx';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { yamlText } from './code/yamlText.ts';
import { editTexts } from './texts.ts';
import type { Conflict, Saving } from './useSaving.ts';

const DiffView = lazy(async () => ({ default: (await import('./code/DiffView.tsx')).DiffView }));

interface ConflictDialogProps {
  readonly conflict: Conflict;
  readonly draft: Dashboard;
  readonly saving: Saving;
  readonly taken: readonly string[];
  /** The draft is kept under another name, and is no change of this dashboard any more. */
  readonly onCopied: () => void;
}

/** Two versions that both want to be the dashboard, and what can become of them. */
export function ConflictDialog({
  conflict: { theirs },
  draft,
  saving,
  taken,
  onCopied,
}: ConflictDialogProps) {
  const texts = useTexts(editTexts);
  const [isCopying, setCopying] = useState(false);
  const isGone = theirs === null;
  return (
    <Dialog
      open
      size={isGone || isCopying ? 'medium' : 'full'}
      onOpenChange={saving.forget}
      title={isGone ? texts.deletedTitle : texts.conflictTitle}
    >
      <div className="flex flex-col gap-3 p-4">
        {isCopying ? (
          <CopyMine draft={draft} taken={taken} onCopied={onCopied} />
        ) : (
          <>
            <p>
              {isGone ? texts.deletedDetail : texts.conflictDetail}{' '}
              {!isGone && <RelativeTime time={theirs.updatedAt} />}
            </p>
            <div className="flex flex-wrap gap-2">
              <Button disabled={saving.isRunning} onClick={saving.overwrite}>
                {isGone ? texts.saveAgain : texts.keepMine}
              </Button>
              {!isGone && (
                <Button disabled={saving.isRunning} onClick={saving.takeTheirs}>
                  {texts.takeTheirs}
                </Button>
              )}
              <Button disabled={saving.isRunning} onClick={() => setCopying(true)}>
                {texts.saveCopy}
              </Button>
              <Button variant="quiet" onClick={saving.forget}>
                {texts.back}
              </Button>
            </div>
            <TaskError error={saving.error} />
            {!isGone && <Versions theirs={theirs.dashboard} mine={draft} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Versions({ theirs, mine }: { theirs: Dashboard; mine: Dashboard }) {
  const texts = useTexts(editTexts);
  const left = useMemo(() => ({ label: texts.theirs, text: withoutOrigin(theirs) }), [texts, theirs]);
  const right = useMemo(() => ({ label: texts.mine, text: withoutOrigin(mine) }), [texts, mine]);
  return (
    <Suspense fallback={<Skeleton className="h-60" />}>
      <DiffView left={left} right={right} />
    </Suspense>
  );
}

function withoutOrigin({ origin: _, ...dashboard }: Dashboard): string {
  return yamlText(dashboard);
}

interface CopyMineProps {
  readonly draft: Dashboard;
  readonly taken: readonly string[];
  readonly onCopied: () => void;
}

function CopyMine({ draft, taken, onCopied }: CopyMineProps) {
  const navigate = useNavigate();
  const { id: cluster } = useCluster();
  const open = ({ dashboard: { id } }: StoredDashboard) => {
    onCopied();
    void navigate({ to: '/c/$cluster/dashboards/$dashboard/edit', params: { cluster, dashboard: id } });
  };
  const stored = { dashboard: draft, version: '', builtin: false, object: null, updatedAt: null };
  return <NameForm stored={stored} copyAs={freeId(draft.id, taken)} onDone={open} />;
}
