import { useIsFetching } from '@tanstack/react-query';
import { ChevronDown, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { useRefreshNow } from '../state/autoRefresh.ts';
import { REFRESH_IDS } from '../state/range.ts';
import { useTimeRange } from '../state/timeRange.ts';

/** Refreshes now, and chooses how often it happens by itself. */
export function RefreshPicker() {
  const { t } = useTranslation();
  const { refresh, setRefresh } = useTimeRange();
  const refreshNow = useRefreshNow();
  const isFetching = useIsFetching() > 0;
  return (
    <div className="flex">
      <Button
        square
        className="rounded-r-none"
        aria-label={t('time.refreshNow')}
        title={t('time.refreshNow')}
        onClick={refreshNow}
      >
        <RotateCw aria-hidden size={14} className={classNames('text-muted', isFetching && 'animate-spin')} />
      </Button>
      <Menu
        trigger={
          <Button
            className="hidden rounded-l-none border-l-0 sm:inline-flex"
            aria-label={`${t('time.refresh')}: ${t(`time.every.${refresh}`)}`}
            title={t('time.refresh')}
          >
            {t(`time.every.${refresh}`)}
            <ChevronDown aria-hidden size={14} className="text-muted" />
          </Button>
        }
      >
        <MenuRadio
          value={refresh}
          onChoose={setRefresh}
          choices={REFRESH_IDS.map((value) => ({ value, label: t(`time.every.${value}`) }))}
        />
      </Menu>
    </div>
  );
}
