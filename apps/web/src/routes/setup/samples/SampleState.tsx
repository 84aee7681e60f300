import type { SamplePod, SampleRun } from '@gpu-console/shared/contract';
import type { SampleName } from '@gpu-console/shared/samples';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { NodeLink } from '../../../fleet/links.tsx';
import { PodStatus } from '../../../fleet/PodStatus.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { useCluster } from '../../../state/cluster.ts';
import { sampleTexts } from './texts.ts';
import { UtilizationCurve } from './UtilizationCurve.tsx';

interface SampleStateProps {
  readonly sample: SampleName;
  readonly run: SampleRun;
}

/** What a sample does now in one namespace, why it does not, and what its GPU does. */
export function SampleState({ sample, run: { namespace, pod, service } }: SampleStateProps) {
  const texts = useTexts(sampleTexts);
  if (pod === null) {
    return (
      <p>
        {texts.onlyService} <span className="text-muted">{texts.runsIn(namespace)}</span>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <PodStatus pod={pod} />
        <span className="text-muted">
          {texts.lasting} <RelativeTime time={pod.since} form="age" />
        </span>
        <span className="text-muted">{texts.runsIn(namespace)}</span>
        {pod.node !== null && (
          <span className="text-muted">
            {texts.node} <NodeLink node={pod.node} />
          </span>
        )}
        {pod.gpus.length > 0 && <span className="text-muted">{texts.gpus(pod.gpus.length)}</span>}
        {service?.nodePort != null && <span className="text-muted">{texts.nodePort(service.nodePort)}</span>}
      </p>
      <WhyNotYet pod={pod} />
      <PodPageLink sample={sample} namespace={namespace} pod={pod.name} />
      {pod.node !== null && <UtilizationCurve namespace={namespace} pod={pod} />}
    </div>
  );
}

function WhyNotYet({ pod: { message } }: { pod: SamplePod }) {
  const texts = useTexts(sampleTexts);
  if (message === null) return null;
  return (
    <div>
      <p className="text-sm text-muted">{texts.whyNotYet}</p>
      <p className="rounded bg-sunken px-3 py-2 font-mono text-sm break-words">{message}</p>
    </div>
  );
}

function PodPageLink({ sample, namespace, pod }: { sample: SampleName; namespace: string; pod: string }) {
  const texts = useTexts(sampleTexts);
  const cluster = useCluster().id;
  return (
    <Link
      to="/c/$cluster/pods/$namespace/$pod"
      params={{ cluster, namespace, pod }}
      className="self-start text-accent hover:underline"
    >
      {sample === 'notebook' ? texts.notebookPage : texts.podPage}
    </Link>
  );
}
