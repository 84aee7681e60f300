import { History } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { readHistory } from './queryHistory.ts';
import { exploreTexts } from './texts.ts';

/** The queries that were run before, to be taken again. */
export function HistoryMenu({ onTake }: { onTake: (query: string) => void }) {
  const texts = useTexts(exploreTexts);
  const queries = readHistory(useCluster().id);
  return (
    <Menu
      align="start"
      trigger={
        <Button disabled={queries.length === 0}>
          <History aria-hidden size={14} />
          {texts.history}
        </Button>
      }
    >
      {queries.map((query) => (
        <MenuItem key={query} onSelect={() => onTake(query)}>
          <span className="line-clamp-2 max-w-160 font-mono text-sm">{query}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
