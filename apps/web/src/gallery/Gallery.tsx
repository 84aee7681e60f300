import { Card } from '../components/Card.tsx';
import { classNames } from '../components/classNames.ts';
import { InApp } from '../testing/InApp.tsx';
import type { Specimen } from './specimen.ts';

interface GalleryProps {
  readonly group: string;
  readonly groups: Readonly<Record<string, readonly Specimen[]>>;
}

/** The specimens of one group in all their states. `?theme=` and `?lang=` choose the look, as in the console. */
export function Gallery({ group, groups }: GalleryProps) {
  return (
    <div className="flex flex-col gap-4 p-3 md:p-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-title font-semibold">Gallery</h1>
        <nav aria-label="Groups" className="flex flex-wrap gap-x-3">
          {Object.keys(groups).map((name) => (
            <a
              key={name}
              href={addressOf(name)}
              aria-current={name === group ? 'page' : undefined}
              className={classNames('text-accent underline', name === group && 'font-semibold')}
            >
              {name}
            </a>
          ))}
        </nav>
      </header>
      {groups[group]?.map((specimen) => (
        <SpecimenCard key={specimen.files[0]} specimen={specimen} />
      ))}
    </div>
  );
}

/** The same look of another group. */
function addressOf(group: string): string {
  const search = new URLSearchParams(location.search);
  search.set('group', group);
  return `?${search}`;
}

function SpecimenCard({ specimen: { files, isWide = false, states } }: { specimen: Specimen }) {
  return (
    <Card title={files[0]} note={files.slice(1).join(', ')}>
      <ul
        className={classNames(
          'grid items-start gap-4',
          isWide ? 'grid-cols-1' : 'grid-cols-[repeat(auto-fill,minmax(min(100%,26rem),1fr))]',
        )}
      >
        {Object.entries(states).map(([name, state]) => (
          <li key={name} className="flex min-w-0 flex-col gap-1">
            <h3 className="text-sm text-muted">{name}</h3>
            <div data-specimen={`${files[0]}: ${name}`} className="min-w-0">
              <InApp>{state}</InApp>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
