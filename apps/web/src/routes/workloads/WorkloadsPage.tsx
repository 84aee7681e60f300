import type { NodeResource } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { live } from '../../api/queries.ts';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { satisfies, useScope } from '../../state/scope.ts';
import { useView } from '../../state/view.ts';
import { usageTexts } from '../../usage/texts.ts';
import { DevicesView } from './DevicesView.tsx';
import { PodsView } from './PodsView.tsx';
import { UsageView } from './UsageView.tsx';
import { DEVICES, USAGE } from './workloadsSearch.ts';

/** A node's resource that is a DRA driver's: an extended resource has a slash in its name. */
const isOfDriver = ({ name }: NodeResource) => !name.includes('/');

/** Pods with GPUs as they are now, what they held over the time shown, or the devices that they can claim. */
export function WorkloadsPage() {
  const { view } = useSearch({ from: '/c/$cluster/workloads' });
  return (
    <Page facts={<Views current={view} />} filled>
      {view === USAGE ? <UsageView /> : view === DEVICES ? <DevicesView /> : <PodsView />}
    </Page>
  );
}

/** @param current the view that is shown; devices are one where a DRA driver offers some */
function Views({ current }: { current: string | undefined }) {
  const texts = useTexts(usageTexts);
  const view = useView();
  const { cluster } = view;
  const { namespace } = useSearch({ from: '/c/$cluster/workloads' });
  const hasNodes = satisfies(useScope(), 'nodes');
  const { data } = useQuery({ ...live('nodes', view), enabled: hasNodes });
  const hasDevices = data?.items.some(({ resources }) => resources.some(isOfDriver)) ?? false;
  const views = [
    { name: texts.pods, view: undefined },
    { name: texts.usage, view: USAGE },
    ...(hasDevices || current === DEVICES ? [{ name: texts.devices, view: DEVICES }] : []),
  ];
  const shown = views.find(({ view }) => view === current) ?? views[0];
  return (
    <nav aria-label={texts.views} className="flex rounded-md border bg-surface p-0.5">
      {views.map(({ name, view }) => (
        <Link
          key={name}
          to="/c/$cluster/workloads"
          params={{ cluster }}
          search={{ view, namespace }}
          aria-current={view === shown?.view ? 'page' : undefined}
          className={classNames(
            'rounded px-2.5 py-0.5',
            view === shown?.view ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:text-ink',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
