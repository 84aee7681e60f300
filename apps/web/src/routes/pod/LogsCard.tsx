import type { PodDetail } from '@gpu-console/shared/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { LogPanel } from '../../logs/LogPanel.tsx';
import { DEFAULT_SETTINGS } from '../../logs/logSettings.ts';
import { logTexts } from '../../logs/texts.ts';
import { useView } from '../../state/view.ts';

const NO_SERVICES: NonNullable<PodDetail['services']['items']> = [];

/** The log of one of the pod's containers. Which one, and which of its runs, stands in the URL. */
export function LogsCard({ detail: { pod, containers, services } }: { detail: PodDetail }) {
  const texts = useTexts(logTexts);
  const view = useView();
  const search = useSearch({ from: '/c/$cluster/pods/$namespace/$pod' });
  const navigate = useNavigate();
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  const container =
    containers.find(({ name }) => name === search.container) ?? containers.find(({ init }) => !init);
  if (container === undefined) return null;
  const isPrevious = search.previous === 'true';
  const choose = (change: { container?: string; previous?: string | undefined }) =>
    void navigate({
      to: '.',
      search: (known) => ({ ...known, ...change }),
      replace: true,
      resetScroll: false,
    });
  const choices = (
    <>
      <Select
        label={texts.container}
        value={container.name}
        onChoose={(name) => choose({ container: name, previous: undefined })}
        choices={containers.map(({ name, init }) => ({
          value: name,
          label: init ? texts.initContainer(name) : name,
        }))}
      />
      {(container.restarts > 0 || isPrevious) && (
        <Select
          label={texts.run}
          value={String(isPrevious)}
          onChoose={(value) => choose({ previous: value === 'true' ? value : undefined })}
          choices={[
            { value: 'false', label: texts.thisRun },
            { value: 'true', label: texts.previousRun },
          ]}
        />
      )}
    </>
  );
  if (container.startedAt === null) {
    return (
      <Card title={texts.logs} actions={choices}>
        <EmptyState title={texts.notStarted(container.state)}>{texts.notStartedDetail}</EmptyState>
      </Card>
    );
  }
  return (
    <LogPanel
      key={`${container.name} ${isPrevious}`}
      subject={{ ...view, namespace: pod.namespace, pod: pod.name, container: container.name }}
      run={`${container.restarts} ${isPrevious || container.startedAt}`}
      isPrevious={isPrevious}
      settings={settings}
      onSettings={(change) => setSettings((known) => ({ ...known, ...change }))}
      services={services.items ?? NO_SERVICES}
      choices={choices}
    />
  );
}
