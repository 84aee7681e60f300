import type { SearchHit } from '@gpu-console/shared/contract';
import { Box, Cpu, Folder, type LucideIcon, Server } from 'lucide-react';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { shellTexts } from '../texts.ts';
import { HitLink } from './HitLink.tsx';
import type { HitGroup } from './searchHits.ts';

const ICON: Readonly<Record<SearchHit['kind'], LucideIcon>> = {
  node: Server,
  gpu: Cpu,
  pod: Box,
  namespace: Folder,
};
/** As many as the server tells of a cluster. */
const MAX_HITS = 50;

interface HitListProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly HitGroup[];
  /** The place of the one that Enter follows. */
  readonly active: number;
  readonly optionId: (index: number) => string;
  readonly onGo: () => void;
  /** Whether the clusters' names stand above what is theirs. */
  readonly areNamed: boolean;
}

/** What was found, by cluster. */
export function HitList({ id, label, groups, active, optionId, onGo, areNamed }: HitListProps) {
  const texts = useTexts(shellTexts);
  return (
    <div id={id} role="listbox" aria-label={label} className={classNames(groups.length > 0 && 'p-2')}>
      {groups.map(({ cluster, hits, start }) => (
        // biome-ignore lint/a11y/useSemanticElements: options stand in groups of a listbox, not in a fieldset
        <div key={cluster.id} role="group" aria-label={cluster.name}>
          {areNamed && (
            <p aria-hidden className="flex items-baseline gap-2 px-2 pt-2 pb-1 text-sm font-semibold">
              {cluster.name}
              <span className="font-normal text-muted">
                {hits.length < MAX_HITS ? hits.length : texts.search.first(MAX_HITS)}
              </span>
            </p>
          )}
          {hits.map((hit, offset) => (
            <Hit
              key={`${hit.kind} ${hit.namespace} ${hit.name}`}
              hit={hit}
              id={optionId(start + offset)}
              isActive={start + offset === active}
              onGo={onGo}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface HitProps {
  readonly hit: SearchHit;
  readonly id: string;
  readonly isActive: boolean;
  readonly onGo: () => void;
}

function Hit({ hit, id, isActive, onGo }: HitProps) {
  const texts = useTexts(shellTexts);
  const Icon = ICON[hit.kind];
  const more = [hit.namespace, hit.node, hit.product].filter((part) => part !== null);
  return (
    <HitLink
      hit={hit}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onClick={onGo}
      className={classNames(
        'flex min-h-8 items-center gap-2 rounded-md px-2 py-1',
        isActive ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <Icon aria-hidden size={14} className="shrink-0 text-muted" />
      <span className="sr-only">{texts.search.kinds[hit.kind]}</span>
      <span className="max-w-2/3 shrink-0 truncate" title={hit.name}>
        {hit.name}
      </span>
      <span className="ml-auto min-w-0 truncate pl-3 text-sm text-muted" title={more.join(' · ')}>
        {more.length === 0 ? texts.search.kinds[hit.kind] : more.join(' · ')}
      </span>
    </HitLink>
  );
}
