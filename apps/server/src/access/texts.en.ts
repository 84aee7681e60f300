/** What the pages beside the app say where signing in did not work. */
export const en = {
  title: 'Sign-in',
  again: 'Sign in again',
  reasons: {
    sign_in_expired: 'This sign-in took too long, was finished before, or began in another browser.',
    sign_in_denied: 'The sign-in provider did not let you in.',
    sign_in_failed: 'The sign-in provider and the console did not come to terms. The console’s log says why.',
    identity_refused: 'The sign-in provider gave a name or groups that the console does not accept.',
    session_too_large: 'You are in so many groups that they do not fit into a browser’s cookies.',
    provider_unavailable: 'The sign-in provider does not answer. Try again in a moment.',
    too_many_sign_ins: 'Too many attempts to sign in. Try again in a minute.',
  },
};

export type SignInTexts = typeof en;
