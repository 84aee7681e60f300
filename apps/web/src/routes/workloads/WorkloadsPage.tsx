import { Link, useSearch } from '@tanstack/react-router';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { useCluster } from '../../state/cluster.ts';
import { usageTexts } from '../../usage/texts.ts';
import { PodsView } from './PodsView.tsx';
import { UsageView } from './UsageView.tsx';

const USAGE = 'usage';

/** Pods with GPUs as they are now, or what they held over the time shown. */
export function WorkloadsPage() {
  const { view } = useSearch({ from: '/c/$cluster/workloads' });
  const isUsage = view === USAGE;
  return (
    <Page facts={<Views isUsage={isUsage} />} filled>
      {isUsage ? <UsageView /> : <PodsView />}
    </Page>
  );
}

function Views({ isUsage }: { isUsage: boolean }) {
  const texts = useTexts(usageTexts);
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
