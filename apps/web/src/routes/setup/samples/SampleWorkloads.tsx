import type { SampleReport } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { useState } from 'react';
import { samplesQuery } from '../../../api/samples.ts';
import { Card } from '../../../components/Card.tsx';
import { Select } from '../../../components/Select.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { QueryError } from '../../../page/QueryError.tsx';
import { useView } from '../../../state/view.ts';
import { CopyBlock } from './CopyBlock.tsx';
import { Folded } from './Folded.tsx';
import { SampleCard } from './SampleCard.tsx';
import { sampleTexts } from './texts.ts';

/** The two samples of the walk-through: to copy, or to run from here where the console may write; watched live. */
export function SampleWorkloads() {
  const query = useQuery(samplesQuery(useView()));
  if (query.data !== undefined) return <Samples report={query.data} />;
  if (!query.isError) return <Skeleton className="h-72 !rounded-card" />;
  return (
    <Card>
      <QueryError query={query} />
    </Card>
  );
}

function Samples({ report }: { report: SampleReport }) {
  const texts = useTexts(sampleTexts);
  const { writes, samples, problem } = report;
  const [chosen, choose] = useState<string | null>(null);
  const [first = 'default'] = writes.namespaces;
  const namespace = chosen !== null && writes.namespaces.includes(chosen) ? chosen : first;
  return (
    <section aria-label={texts.title} className="flex min-w-0 flex-col gap-3">
      {!writes.allowed && <WritesOff namespace={namespace} />}
      {writes.namespaces.length > 1 && (
        <div className="flex items-center gap-2">
          <span className="text-sm text-muted">{texts.namespace}</span>
          <Select
            label={texts.namespace}
            value={namespace}
            choices={writes.namespaces.map((name) => ({ value: name, label: name }))}
            onChoose={choose}
          />
        </div>
      )}
      {problem !== null && (
        <p role="alert">
          <span className="font-medium">{texts.unknown}</span> {problem}
        </p>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {samples.map(({ sample, runs }) => (
          <SampleCard key={sample} sample={sample} runs={runs} report={report} namespace={namespace} />
        ))}
      </div>
    </section>
  );
}

function WritesOff({ namespace }: { namespace: string }) {
  const texts = useTexts(sampleTexts);
  return (
    <div className="flex flex-col gap-2 rounded-card border bg-surface p-4">
      <p className="flex items-start gap-1.5">
        <Info aria-hidden size={15} className="mt-0.5 shrink-0 text-info" />
        <span>{texts.off}</span>
      </p>
      <Folded title={texts.howToAllow}>
        <CopyBlock
          title={texts.allowSettings}
          text={`ALLOW_WRITES=true\nWRITE_NAMESPACES=${namespace}`}
          copyLabel={texts.copyApply}
        />
        <CopyBlock
          title={texts.allowRole}
          text={`kubectl -n ${namespace} apply -f deploy/kubernetes/samples-role.yaml`}
          copyLabel={texts.copyApply}
        />
      </Folded>
    </div>
  );
}
