import { useQuery } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';
import { sessionQuery } from '../api/session.ts';
import { Commands } from '../checks/Commands.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { pageTexts } from '../page/texts.ts';
import { shellTexts } from './texts.ts';

/** In place of every page of a cluster of which the reader may see nothing: what they can ask for. */
export function NothingYours() {
  const texts = useTexts(shellTexts);
  const page = useTexts(pageTexts);
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user?.name ?? 'NAME';
  return (
    <div className="p-3 md:p-4">
      <title>{`${texts.scope.nothing} · ${page.appName}`}</title>
      <EmptyState icon={EyeOff} title={texts.scope.nothing}>
        <p>{texts.scope.nothingDetail}</p>
        <div className="mx-auto mt-3 max-w-xl text-left">
          <Commands
            commands={[
              `kubectl create rolebinding gpu-console --clusterrole=view --user=${quoted(user)} -n NAMESPACE`,
            ]}
          />
        </div>
      </EmptyState>
    </div>
  );
}

/** For a shell: as it is where that is plain, else in quotes. */
function quoted(name: string): string {
  return /^[\w@.:/-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}
