import type { SearchReply } from '@gpu-console/shared/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { live } from '../../api/queries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useDebounced } from '../../components/useDebounced.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryError } from '../../page/QueryError.tsx';
import { shellTexts } from '../texts.ts';
import { HitList } from './HitList.tsx';
import { groupHits } from './searchHits.ts';

/** A pause in typing after which it is asked. */
const DEBOUNCE_MS = 200;
const MAX_LENGTH = 200;

interface SearchPanelProps {
  /** When a hit is followed. */
  readonly onGo: () => void;
}

/** A search over the names in all clusters: a field, and under it what was found, which arrow keys walk through. */
export function SearchPanel({ onGo }: SearchPanelProps) {
  const texts = useTexts(shellTexts);
  const list = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const sought = useDebounced(text.trim(), DEBOUNCE_MS);
  const clusters = useQuery(live('clusters', {}));
  const query = useQuery({
    ...live('search', {}, { q: sought }),
    enabled: sought !== '',
    placeholderData: keepPreviousData,
  });
  const reply = sought === '' ? undefined : query.data;
  const groups = groupHits(reply?.items ?? [], clusters.data?.items ?? []);
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const current = Math.min(active, count - 1);
  const optionId = (index: number) => `${list}-${index}`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (count === 0 || event.nativeEvent.isComposing) return;
    const next = { ArrowDown: (current + 1) % count, ArrowUp: (current + count - 1) % count }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.getElementById(optionId(current))?.click();
    }
  };
  return (
    <div className="flex flex-col">
      <div className="sticky top-0 z-1 border-b bg-surface p-3">
        <input
          type="search"
          role="combobox"
          aria-label={texts.search.title}
          aria-expanded={count > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(count > 0 && { 'aria-activedescendant': optionId(current) })}
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type here
          autoFocus
          maxLength={MAX_LENGTH}
          placeholder={texts.search.hint}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-9 w-full rounded-md border bg-surface px-3"
        />
      </div>
      <HitList
        id={list}
        label={texts.search.found}
        groups={groups}
        active={current}
        optionId={optionId}
        onGo={onGo}
        areNamed={(clusters.data?.items.length ?? 0) > 1}
      />
      <div role="status">
        {sought !== '' && reply === undefined && !query.isError && (
          <div className="flex flex-col gap-2 p-4" aria-busy>
            <Skeleton className="h-5" />
            <Skeleton className="h-5" />
          </div>
        )}
        {sought !== '' && query.isError && <QueryError query={query} />}
        {reply !== undefined && count === 0 && !query.isError && (
          <EmptyState icon={SearchX} title={texts.search.nothing(sought)}>
            {reply.partial.length > 0 && texts.search.nothingInPart}
          </EmptyState>
        )}
        {reply !== undefined && (
          <Unsearched partial={reply.partial} nameOf={(id) => nameIn(clusters.data?.items ?? [], id)} />
        )}
      </div>
    </div>
  );
}

function nameIn(clusters: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return clusters.find((cluster) => cluster.id === id)?.name ?? id;
}

interface UnsearchedProps {
  readonly partial: SearchReply['partial'];
  readonly nameOf: (cluster: string) => string;
}

/** Which clusters could not be searched, or not all of them, and why. */
function Unsearched({ partial, nameOf }: UnsearchedProps) {
  const texts = useTexts(shellTexts);
  if (partial.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 border-t bg-warning-soft px-4 py-2 text-sm">
      {partial.map(({ cluster, missing }) => {
        const isSilent = missing.some(({ source, answers }) => source === 'kubernetes' && !answers);
        const name = nameOf(cluster);
        return (
          <li key={cluster} className="wrap-anywhere">
            <strong className="font-semibold text-warning">
              {isSilent ? texts.search.unsearched(name) : texts.search.searchedInPart(name)}
            </strong>{' '}
            <span className="font-mono text-muted">{missing.map(({ reason }) => reason).join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
