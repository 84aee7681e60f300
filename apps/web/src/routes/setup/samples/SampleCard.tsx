import type { SampleChange, SampleReport, SampleRun } from '@gpu-console/shared/contract';
import type { SampleName } from '@gpu-console/shared/samples';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { orderSample, type SampleOrder, samplesQuery } from '../../../api/samples.ts';
import { useErrorText } from '../../../api/useErrorText.ts';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { useView } from '../../../state/view.ts';
import { SampleManifests } from './SampleManifests.tsx';
import { SampleState } from './SampleState.tsx';
import { sampleTexts } from './texts.ts';

const ACTS = ['start', 'try', 'remove'] as const;

interface SampleCardProps {
  readonly sample: SampleName;
  readonly runs: readonly SampleRun[];
  readonly report: SampleReport;
  /** The one that is chosen to run it in. */
  readonly namespace: string;
}

/** A sample: what it is, what to do with it, and what became of it. */
export function SampleCard({ sample, runs, report, namespace }: SampleCardProps) {
  const texts = useTexts(sampleTexts);
  const heading = useId();
  const { writes, setting, problem } = report;
  const view = useView();
  const client = useQueryClient();
  const order = useMutation({
    mutationFn: (given: SampleOrder) => orderSample(view, sample, given),
    onSettled: () => client.invalidateQueries({ queryKey: samplesQuery(view).queryKey }),
  });
  const isThere = runs.some((run) => run.namespace === namespace);
  return (
    <section
      aria-labelledby={heading}
      className="flex min-w-0 flex-col gap-3 rounded-card border bg-surface p-4"
    >
      <h3 id={heading} className="font-semibold">
        {texts.names[sample]}
      </h3>
      <p className="max-w-prose">{texts.purposes[sample]}</p>
      {writes.allowed && (
        <div>
          <div className="flex flex-wrap gap-2">
            {ACTS.map((act) => (
              <Button
                key={act}
                disabled={order.isPending || isThere !== (act === 'remove')}
                onClick={() => order.mutate({ act, namespace })}
              >
                {texts.acts[act]}
              </Button>
            ))}
          </div>
          <Outcome order={order} />
        </div>
      )}
      {problem === null && runs.length === 0 && <p className="text-muted">{texts.notRunning}</p>}
      {runs.map((run) => (
        <SampleState key={run.namespace} sample={sample} run={run} />
      ))}
      <SampleManifests sample={sample} setting={{ ...setting, namespace }} isOpen={!writes.allowed} />
    </section>
  );
}

interface Order {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly data: SampleChange | undefined;
  readonly variables: SampleOrder | undefined;
}

/** What the last order came to. */
function Outcome({ order: { isPending, error, data, variables } }: { order: Order }) {
  const errorText = useErrorText();
  const texts = useTexts(sampleTexts);
  const said = () => {
    if (variables === undefined) return null;
    if (isPending) return texts.doing[variables.act];
    if (data === undefined) return null;
    const objects = data.objects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
    const tell = { try: texts.tried, start: texts.started, remove: texts.removed }[variables.act];
    return tell(objects, data.namespace);
  };
  return (
    <>
      <div role="status">
        {error === null && said() !== null && (
          <p className="mt-3 flex items-start gap-1.5">
            {!isPending && <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-ok" />}
            <span className="min-w-0 break-words">{said()}</span>
          </p>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="mt-3 flex items-start gap-1.5">
          <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0 text-critical" />
          <span className="min-w-0 break-words">
            <span className="font-medium">{texts.failed}</span> {errorText(error).detail}
          </span>
        </p>
      )}
    </>
  );
}
