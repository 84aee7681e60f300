/** The way in. */
export const en = {
  title: 'Sign in',
  signIn: 'Sign in',
  provider: 'You sign in at the provider of your organization, and come back here.',
  proxy: 'The proxy in front of this console names no user.',
  proxyDetail:
    'Signing in is up to that proxy: sign in there, then load this page again. If that changes nothing, ask who runs it whether it sends the headers with the user and the groups.',
  cluster: 'Cluster',
  clusterIs: (name: string) => `You sign in to the cluster ${name}.`,
  token: 'Token',
  tokenNote: 'A token of the API server, of a ServiceAccount for instance. This browser does not keep it.',
  errors: {
    sign_in_denied: 'The provider did not let you in, or you stopped the sign-in there.',
    sign_in_expired: 'The sign-in took too long. Begin anew.',
    provider_unavailable:
      'The provider where you would sign in does not answer. Try again in a while; if it stays so, tell who runs this console.',
    identity_refused: 'The provider gave a name or groups that this console does not accept.',
    session_too_large:
      'You are in so many groups that they do not fit into a browser’s cookies: let the provider give this console fewer.',
    too_many_sign_ins: 'Too many attempts to sign in. Try again in a minute.',
    sign_in_failed: 'The sign-in did not succeed. Begin anew; if it fails again, tell who runs this console.',
  },
};

export type SignInTexts = typeof en;
