import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useState } from 'react';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { toggled } from '../../dashboards/toggled.ts';
import { useVariables } from '../../dashboards/useVariables.ts';
import { VariableBar } from '../../dashboards/VariableBar.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';

const NOTHING: Readonly<Record<string, readonly string[]>> = {};

/** The dashboard as it will be, with this cluster's data. */
export function Preview({ dashboard }: { dashboard: Dashboard }) {
  const texts = useTexts(dashboardTexts);
  const [chosen, setChosen] = useState(NOTHING);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const state = useVariables(dashboard.variables, chosen);
  return (
    <section aria-label={texts.preview} className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{texts.preview}</h2>
      <VariableBar
        state={state}
        onChoose={(name, values) => setChosen((now) => ({ ...now, [name]: values }))}
      />
      {state.ready ? (
        <DashboardView
          dashboard={dashboard}
          values={state.resolved}
          turned={turned}
          onTurn={(name) => setTurned(toggled(turned, name))}
        />
      ) : (
        <DetailSkeleton />
      )}
    </section>
  );
}
