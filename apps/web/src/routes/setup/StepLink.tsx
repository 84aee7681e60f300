import type { SetupSetting, SetupStepId } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { setupTexts } from './texts.ts';

const PAGES = {
  prerequisites: '/c/$cluster/nodes',
  operands: '/c/$cluster/operator',
  allocatable: '/c/$cluster/nodes',
  samples: '/c/$cluster/workloads',
  exporter: '/c/$cluster/operator',
  monitor: '/c/$cluster/operator',
  target: '/c/$cluster/operator',
  curve: '/c/$cluster/gpus',
} as const;

const LINK = 'whitespace-nowrap text-accent hover:underline';

const hasPage = (step: SetupStepId): step is keyof typeof PAGES => step in PAGES;

/** The page that shows more of what a step is about. */
export function StepLink({ step, notebook }: { step: SetupStepId; notebook: SetupSetting['notebook'] }) {
  const texts = useTexts(setupTexts);
  const cluster = useCluster().id;
  if (step === 'notebook' && notebook !== null) {
    const { namespace, pod } = notebook;
    return (
      <Link to="/c/$cluster/pods/$namespace/$pod" params={{ cluster, namespace, pod }} className={LINK}>
        {texts.openNotebook}
      </Link>
    );
  }
  if (!hasPage(step)) return null;
  return (
    <Link to={PAGES[step]} params={{ cluster }} className={LINK}>
      {texts.more[step]} ›
    </Link>
  );
}
