import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../components/classNames.ts';
import { Page } from '../../page/Page.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useUsageTexts } from '../../usage/useUsageTexts.ts';
import { PodsView } from './PodsView.tsx';
import { UsageView } from './UsageView.tsx';

const USAGE = 'usage';

/** Pods with GPUs as they are now, or what they held over the time shown. */
export function WorkloadsPage() {
  const { t } = useTranslation();
  const { view } = useSearch({ from: '/c/$cluster/workloads' });
  const isUsage = view === USAGE;
  return (
    <Page title={t('workloads.title')} facts={<Views isUsage={isUsage} />} filled>
      {isUsage ? <UsageView /> : <PodsView />}
    </Page>
  );
}

function Views({ isUsage }: { isUsage: boolean }) {
  const texts = useUsageTexts();
  const cluster = useCluster().id;
  const { namespace } = useSearch({ from: '/c/$cluster/workloads' });
  const views = [
    { name: texts.pods, view: undefined, current: !isUsage },
    { name: texts.usage, view: USAGE, current: isUsage },
  ];
  return (
    <nav aria-label={texts.views} className="flex rounded-md border bg-surface p-0.5">
      {views.map(({ name, view, current }) => (
        <Link
          key={name}
          to="/c/$cluster/workloads"
          params={{ cluster }}
          search={{ view, namespace }}
          aria-current={current ? 'page' : undefined}
          className={classNames(
            'rounded px-2.5 py-0.5',
            current ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:text-ink',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
