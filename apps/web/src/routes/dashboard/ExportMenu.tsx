import type { Dashboard, DashboardFormat } from '@gpu-console/shared/dashboards';
import { Download, FileText, Image, Link, Printer } from 'lucide-react';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useErrorText } from '../../api/useErrorText.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { ShownDashboard } from '../../dashboards/DashboardView.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useChartTokens } from '../../panels/chartTokens.ts';
import { panelLink } from '../../panels/panelLink.ts';
import { QueryFailure } from '../../panels/QueryFailure.ts';
import { panelTexts } from '../../panels/texts.ts';
import { useCluster } from '../../state/cluster.ts';
import type { SheetForm } from './exportSheet.ts';
import { exportTexts } from './texts.ts';

/** Other programs' formats are code that most readers do without. */
const ExportForm = lazy(async () => ({
  default: (await import('../../dashboards/ExportForm.tsx')).ExportForm,
}));

const FORMATS: readonly DashboardFormat[] = ['kubesphere-v1alpha2', 'kubesphere-v1alpha1', 'grafana'];
const PICTURES: readonly SheetForm[] = ['png', 'pngDouble', 'svg'];
const ICON = 14;

interface ExportMenuProps {
  readonly dashboard: Dashboard;
  readonly shownRef: RefObject<ShownDashboard | null>;
}

/** The whole dashboard as a picture, on paper, or as another program's file. */
export function ExportMenu({ dashboard, shownRef }: ExportMenuProps) {
  const locale = useLocale();
  const texts = useTexts(exportTexts);
  const { actionNames } = useTexts(dashboardTexts);
  const { copied, copyFailed } = useTexts(panelTexts);
  const [said, setSaid] = useState('');
  const [format, setFormat] = useState<DashboardFormat>();
  const exportAs = useExport({ dashboard, shownRef });
  const take = (form: SheetForm) => {
    exportAs(form).then(setSaid, (error: unknown) => setSaid(texts.failed(String(error))));
  };
  const copyLink = () => {
    const { window } = shownRef.current ?? {};
    const link = window === undefined ? location.href : panelLink(location.href, window);
    navigator.clipboard.writeText(link).then(
      () => setSaid(copied),
      () => setSaid(copyFailed),
    );
  };
  return (
    <>
      <Menu
        trigger={
          <Button onPointerDown={() => setSaid('')}>
            <Download aria-hidden size={ICON} />
            {texts.export}
          </Button>
        }
      >
        {PICTURES.map((form) => (
          <MenuItem key={form} icon={<Image size={ICON} />} onSelect={() => take(form)}>
            {texts[form]}
          </MenuItem>
        ))}
        <MenuItem icon={<Printer size={ICON} />} onSelect={() => take('print')}>
          {texts.print}
        </MenuItem>
        {FORMATS.map((one) => (
          <MenuItem key={one} icon={<FileText size={ICON} />} onSelect={() => setFormat(one)}>
            {actionNames[one]}
          </MenuItem>
        ))}
        <MenuItem icon={<Link size={ICON} />} onSelect={copyLink}>
          {texts.link}
        </MenuItem>
      </Menu>
      <span role="status">{said}</span>
      {format !== undefined && (
        <Dialog
          open
          onOpenChange={() => setFormat(undefined)}
          title={`${actionNames[format]}: ${inLanguage(dashboard.title, locale)}`}
        >
          <div className="flex flex-col gap-3 p-4">
            <Suspense fallback={<Skeleton className="h-20" />}>
              <ExportForm dashboard={dashboard} format={format} />
            </Suspense>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Drawing without a screen is code that comes when it is asked for. */
function useExport({ dashboard, shownRef }: ExportMenuProps): (form: SheetForm) => Promise<string> {
  const errorText = useErrorText();
  const locale = useLocale();
  const texts = useTexts(exportTexts);
  const panel = useTexts(panelTexts);
  const { untitled, notDrawn } = useTexts(dashboardTexts);
  const tokens = useChartTokens();
  const { name: clusterName } = useCluster();
  return async (form) => {
    const { exportSheet } = await import('./exportSheet.ts');
    const shown = shownRef.current;
    if (shown === null) return texts.waiting;
    const subject = {
      ...{ dashboard, shown, clusterName, tokens, locale },
      texts: { ...panel, untitled, notDrawn },
      folded: texts.folded,
      errorText: (error: Error) => (error instanceof QueryFailure ? error.message : errorText(error).detail),
    };
    return exportSheet(subject, form, texts);
  };
}
