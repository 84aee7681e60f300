import { useIsFetching } from '@tanstack/react-query';
import { ChevronDown, RotateCw } from 'lucide-react';
import { useRefreshNow } from '../api/autoRefresh.ts';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Menu, MenuRadio } from '../components/Menu.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { REFRESH_IDS } from '../state/range.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { shellTexts } from './texts.ts';

/** Refreshes now, and chooses how often it happens by itself. */
export function RefreshPicker() {
  const texts = useTexts(shellTexts);
  const { refresh, setRefresh } = useTimeRange();
  const refreshNow = useRefreshNow();
  const isFetching = useIsFetching() > 0;
  return (
    <div className="flex">
      <Button
        square
        className="sm:rounded-r-none"
        aria-label={texts.time.refreshNow}
        title={texts.time.refreshNow}
        onClick={refreshNow}
      >
        <RotateCw aria-hidden size={14} className={classNames('text-muted', isFetching && 'animate-spin')} />
      </Button>
      <Menu
        trigger={
          <Button
            className="rounded-l-none border-l-0 max-sm:hidden"
            aria-label={`${texts.time.refresh}: ${texts.time.every[refresh]}`}
            title={texts.time.refresh}
          >
            {texts.time.every[refresh]}
            <ChevronDown aria-hidden size={14} className="text-muted" />
          </Button>
        }
      >
        <MenuRadio
          value={refresh}
          onChoose={setRefresh}
          choices={REFRESH_IDS.map((value) => ({ value, label: texts.time.every[value] }))}
        />
      </Menu>
    </div>
  );
}
