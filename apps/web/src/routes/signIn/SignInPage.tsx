import type { Session, SignInMode } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { isNobody, loginUrl, sessionQuery } from '../../api/session.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryError } from '../../page/QueryError.tsx';
import { pageTexts } from '../../page/texts.ts';
import { Brand } from '../../shell/Brand.tsx';
import { LanguageMenu } from '../../shell/LanguageMenu.tsx';
import { ThemeMenu } from '../../shell/ThemeMenu.tsx';
import { returnPath } from './returnPath.ts';
import { TokenForm } from './TokenForm.tsx';
import { signInTexts } from './texts.ts';

/** The way in, by the console's mode; whoever is in goes on to where they wanted to be. */
export function SignInPage() {
  const { return: wanted, error } = useSearch({ from: '/signin' });
  const back = returnPath(wanted);
  const query = useQuery(sessionQuery);
  const { history } = useRouter();
  const isIn = query.data !== undefined && !isNobody(query.data);
  useEffect(() => {
    if (isIn) history.replace(back);
  }, [isIn, history, back]);

  return (
    <Frame>
      {error !== undefined && <SignInProblem code={error} />}
      {query.data === undefined &&
        (query.isError ? <QueryError query={query} /> : <Skeleton className="h-9" />)}
      {query.data !== undefined && !isIn && <Way session={query.data} back={back} />}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const texts = useTexts(signInTexts);
  const page = useTexts(pageTexts);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-4">
      <title>{`${texts.title} · ${page.appName}`}</title>
      <div className="flex w-full max-w-96 flex-col gap-4 rounded-card border bg-surface p-6">
        <Brand />
        <h1 className="text-title font-semibold">{texts.title}</h1>
        {children}
      </div>
      <div className="flex">
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </main>
  );
}

/** Why a provider's sign-in did not end well, by the code that the server puts into the address. */
function SignInProblem({ code }: { code: string }) {
  const { errors } = useTexts(signInTexts);
  return (
    <p role="alert" className="flex items-start gap-2 rounded bg-critical-soft px-3 py-2 text-critical">
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span className="min-w-0 break-words">{isIn(errors, code) ? errors[code] : errors.sign_in_failed}</span>
    </p>
  );
}

function isIn<T extends object>(texts: T, code: string): code is Extract<keyof T, string> {
  return Object.hasOwn(texts, code);
}

interface WayProps {
  readonly session: Session;
  readonly back: string;
}

const WAYS: Readonly<Record<SignInMode, (props: WayProps) => ReactNode>> = {
  none: () => null,
  oidc: ProviderWay,
  kubernetes: ({ session }) => <TokenForm clusters={session.clusters} />,
  proxy: ProxyWay,
};

function Way(props: WayProps) {
  const Mode = WAYS[props.session.mode];
  return <Mode {...props} />;
}

function ProviderWay({ back }: WayProps) {
  const texts = useTexts(signInTexts);
  return (
    <>
      <p className="text-muted">{texts.provider}</p>
      <a
        href={loginUrl(back)}
        className="inline-flex h-9 items-center justify-center rounded-md bg-accent font-medium text-on-accent hover:opacity-90"
      >
        {texts.signIn}
      </a>
    </>
  );
}

function ProxyWay() {
  const texts = useTexts(signInTexts);
  return (
    <>
      <p>{texts.proxy}</p>
      <p className="text-muted">{texts.proxyDetail}</p>
    </>
  );
}
