import type { NamespaceUsage } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, Users, X } from 'lucide-react';
import { useState } from 'react';
import { live } from '../api/queries.ts';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { Popover } from '../components/Popover.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { ClearFilter } from '../page/ClearFilter.tsx';
import { QueryError } from '../page/QueryError.tsx';
import { pageTexts } from '../page/texts.ts';
import { useCluster } from '../state/cluster.ts';
import { namesText } from '../state/namesText.ts';
import { useNamespaceFilter } from '../state/view.ts';
import { shellTexts } from './texts.ts';

/** More than anybody scrolls through. */
const MAX_SHOWN = 200;
const MAX_NAMED = 2;

const ACTIVE = 'border-accent !bg-accent-soft !text-accent';

/** Chooses the namespaces that every page is narrowed to, and says plainly that it is. */
export function NamespacePicker() {
  const texts = useTexts(shellTexts);
  const page = useTexts(pageTexts);
  const { names, choose } = useNamespaceFilter();
  const isActive = names.length > 0;
  const { scope } = useCluster();
  const all = texts.namespaces[scope === null || scope.namespaces === null ? 'all' : 'allYours'];
  const seen = isActive ? texts.namespaces.seenAs(namesText(names, MAX_NAMED)) : all;
  const full = isActive ? texts.namespaces.seenAs(names.join(', ')) : all;
  return (
    <div className="flex">
      <Popover
        label={texts.namespaces.label}
        trigger={
          <Button
            aria-label={`${texts.namespaces.label}: ${full}`}
            title={full}
            className={classNames(isActive && ACTIVE, isActive && 'rounded-r-none')}
          >
            <Users aria-hidden size={14} className={classNames('shrink-0', !isActive && 'text-muted')} />
            <span className="max-w-28 truncate sm:max-w-52 lg:hidden xl:inline">{seen}</span>
            {isActive && <span className="hidden lg:inline xl:hidden">{names.length}</span>}
            <ChevronDown aria-hidden size={14} className="hidden shrink-0 text-muted sm:block" />
          </Button>
        }
      >
        <Choices names={names} onChoose={choose} />
      </Popover>
      {isActive && (
        <Button
          square
          aria-label={page.clearFilter}
          title={page.clearFilter}
          onClick={() => choose([])}
          className={classNames('!w-7 rounded-l-none border-l-0', ACTIVE)}
        >
          <X aria-hidden size={14} />
        </Button>
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly names: readonly string[];
  readonly onChoose: (names: readonly string[]) => void;
}

/** The namespaces that the reader may see, those with GPU pods first; chosen ones stay though they are gone. */
function Choices({ names, onChoose }: ChoicesProps) {
  const texts = useTexts(shellTexts);
  const { id: cluster, scope } = useCluster();
  const [sought, setSought] = useState('');
  const query = useQuery(live('overview', { cluster, namespaces: undefined }));
  const usage = query.data?.namespaces ?? [];
  const known = choicesOf(usage, [...(scope?.namespaces ?? []), ...names]);
  const found = known.filter(({ namespace }) => namespace.includes(sought.trim().toLowerCase()));
  const toggle = (name: string) =>
    onChoose(names.includes(name) ? names.filter((one) => one !== name) : [...names, name]);
  return (
    <div className="flex w-72 max-w-full flex-col gap-2">
      <p className="text-sm text-muted">{texts.namespaces.note}</p>
      <input
        type="search"
        aria-label={texts.namespaces.search}
        placeholder={texts.namespaces.search}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
        className="h-8 rounded-md border bg-surface px-2"
      />
      {query.data === undefined && <QueryError query={query} />}
      <fieldset className="max-h-72 overflow-y-auto">
        <legend className="sr-only">{texts.namespaces.label}</legend>
        {found.slice(0, MAX_SHOWN).map(({ namespace, pods }) => (
          <label key={namespace} className="flex min-h-7 items-center gap-2 rounded px-1 hover:bg-hover">
            <input
              type="checkbox"
              checked={names.includes(namespace)}
              onChange={() => toggle(namespace)}
              className="shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1 break-all">{namespace}</span>
            {pods > 0 && <span className="shrink-0 text-sm text-muted">{texts.namespaces.pods(pods)}</span>}
          </label>
        ))}
        {found.length === 0 && !query.isPending && <p className="px-1 text-muted">{texts.namespaces.none}</p>}
        {found.length > MAX_SHOWN && (
          <p className="px-1 text-sm text-muted">{texts.namespaces.more(found.length - MAX_SHOWN)}</p>
        )}
      </fieldset>
      <ClearFilter />
    </div>
  );
}

type Choice = Pick<NamespaceUsage, 'namespace' | 'pods'>;

/** Those with pods by how many, then the others by name. */
function choicesOf(usage: readonly Choice[], others: readonly string[]): readonly Choice[] {
  const pods = new Map([...others.map((name) => [name, 0] as const), ...usage.map(entryOf)]);
  return [...pods]
    .map(([namespace, count]) => ({ namespace, pods: count }))
    .sort((a, b) => b.pods - a.pods || a.namespace.localeCompare(b.namespace));
}

const entryOf = ({ namespace, pods }: Choice) => [namespace, pods] as const;
