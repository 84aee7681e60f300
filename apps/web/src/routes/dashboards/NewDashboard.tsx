import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NameForm } from '../../dashboards/NameForm.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';

const EMPTY: StoredDashboard = {
  dashboard: { id: '', title: '', variables: [], panels: [] },
  builtin: false,
  version: '',
  object: null,
  updatedAt: null,
};

/** Asks for a name, keeps an empty dashboard under it, and opens the editor. */
export function NewDashboard({ isReadOnly, taken }: { isReadOnly: boolean; taken: readonly string[] }) {
  const texts = useTexts(dashboardTexts);
  const navigate = useNavigate();
  const { id: cluster } = useCluster();
  const [isOpen, setOpen] = useState(false);
  const edit = ({ dashboard: { id } }: StoredDashboard) =>
    void navigate({ to: '/c/$cluster/dashboards/$dashboard/edit', params: { cluster, dashboard: id } });
  return (
    <>
      <Button disabled={isReadOnly} onClick={() => setOpen(true)}>
        <Plus aria-hidden size={14} />
        {texts.newOne}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={texts.newTitle}>
        <div className="p-4">
          <NameForm stored={EMPTY} copyAs="" taken={taken} onDone={edit} />
        </div>
      </Dialog>
    </>
  );
}
