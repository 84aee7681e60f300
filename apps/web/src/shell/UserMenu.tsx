import type { SessionUser } from '@gpu-console/shared/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleUser, LogOut } from 'lucide-react';
import { useState } from 'react';
import { sessionQuery, signOut } from '../api/session.ts';
import { useErrorText } from '../api/useErrorText.ts';
import { Button } from '../components/Button.tsx';
import { formatMoment } from '../components/formatAge.ts';
import { Popover } from '../components/Popover.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { shellTexts } from './texts.ts';

/** Who is signed in, and the way out; nothing where nobody is asked who they are. */
export function UserMenu() {
  const texts = useTexts(shellTexts);
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user ?? null;
  if (session === undefined || session.mode === 'none' || user === null) return null;
  return (
    <Popover
      label={texts.user.label}
      trigger={
        <Button
          variant="quiet"
          square
          aria-label={`${texts.user.label}: ${user.name}`}
          title={`${texts.user.label}: ${user.name}`}
        >
          <CircleUser aria-hidden size={16} />
        </Button>
      }
    >
      <div className="flex w-64 max-w-full flex-col gap-3">
        <UserFacts user={user} />
        {/* Whom a proxy names, it names again at the next request. */}
        {session.mode !== 'proxy' && <SignOutButton />}
      </div>
    </Popover>
  );
}

/** Their name, groups, cluster, and until when. */
function UserFacts({ user: { name, groups, cluster, expiresAt } }: { user: SessionUser }) {
  const texts = useTexts(shellTexts);
  const locale = useLocale();
  const facts = [
    { label: texts.user.groups, value: groups.join(', ') || texts.user.noGroups },
    ...(cluster === null ? [] : [{ label: texts.cluster.switch, value: cluster }]),
    ...(expiresAt === null ? [] : [{ label: texts.user.until, value: formatMoment(expiresAt, locale) }]),
  ];
  return (
    <div className="min-w-0">
      <p className="font-semibold break-all">{name}</p>
      <dl className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function SignOutButton() {
  const texts = useTexts(shellTexts);
  const errorText = useErrorText();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const leave = async () => {
    setBusy(true);
    setError(null);
    try {
      const redirect = await signOut(client);
      if (redirect !== null) location.assign(redirect);
    } catch (failure) {
      setBusy(false);
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
  };
  return (
    <div className="border-t pt-3">
      <Button className="w-full" disabled={isBusy} onClick={() => void leave()}>
        <LogOut aria-hidden size={14} />
        {texts.user.signOut}
      </Button>
      {error !== null && (
        <p role="alert" className="mt-2 text-sm break-words text-critical">
          {errorText(error).detail}
        </p>
      )}
    </div>
  );
}
