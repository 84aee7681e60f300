import { Link, useLocation } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { pageTexts } from './texts.ts';

/** Leads to the sign-in, and from there back to this page. */
export function SignInLink() {
  const texts = useTexts(pageTexts);
  const here = useLocation({ select: ({ publicHref }) => publicHref });
  return (
    <Link to="/signin" search={{ return: here }} className="font-medium text-accent hover:underline">
      {texts.signIn}
    </Link>
  );
}

/** In place of what only somebody who is signed in is told. */
export function SignedOut() {
  const texts = useTexts(pageTexts);
  return (
    <EmptyState icon={LogIn} title={texts.signedOut}>
      <SignInLink />
    </EmptyState>
  );
}
