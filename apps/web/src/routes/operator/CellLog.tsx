import type { OperatorCell } from '@gpu-console/shared/contract';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { DEFAULT_SETTINGS } from '../../logs/logSettings.ts';
import { logTexts } from '../../logs/texts.ts';
import { useView } from '../../state/view.ts';
import { operatorTexts } from './texts.ts';

const LogPanel = lazy(async () => ({ default: (await import('../../logs/LogPanel.tsx')).LogPanel }));

/** The log of the container that holds the pod up, else of its main one, once it is asked for. */
export function CellLog({ cell: { pod, container, containers, restarts, since } }: { cell: OperatorCell }) {
  const texts = useTexts(operatorTexts);
  const log = useTexts(logTexts);
  const view = useView();
  const [isShown, setShown] = useState(false);
  const [chosen, setChosen] = useState(container ?? containers[0]);
  const [isPrevious, setPrevious] = useState(false);
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  if (pod === null || chosen === undefined) return null;
  if (!isShown) {
    return (
      <Button className="self-start" onClick={() => setShown(true)}>
        {texts.showLog}
      </Button>
    );
  }
  const choices = (
    <>
      <Select
        label={log.container}
        value={chosen}
        onChoose={setChosen}
        choices={containers.map((name) => ({ value: name, label: name }))}
      />
      {restarts > 0 && (
        <Select
          label={log.run}
          value={String(isPrevious)}
          onChoose={(value) => setPrevious(value === 'true')}
          choices={[
            { value: 'false', label: log.thisRun },
            { value: 'true', label: log.previousRun },
          ]}
        />
      )}
    </>
  );
  return (
    <Suspense fallback={<Skeleton className="h-125 !rounded-card" />}>
      <LogPanel
        key={`${chosen} ${isPrevious}`}
        subject={{ ...view, namespace: pod.namespace, pod: pod.name, container: chosen }}
        run={`${restarts} ${since}`}
        isPrevious={isPrevious}
        settings={settings}
        onSettings={(change) => setSettings((known) => ({ ...known, ...change }))}
        services={[]}
        choices={choices}
      />
    </Suspense>
  );
}
