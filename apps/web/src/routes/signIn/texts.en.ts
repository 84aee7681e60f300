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
    denied: 'The provider did not let you in, or you stopped the sign-in there.',
    expired: 'The sign-in took too long. Begin anew.',
    provider_unreachable:
      'The provider where you would sign in does not answer. Try again in a while; if it stays so, tell who runs this console.',
    failed: 'The sign-in did not succeed. Begin anew; if it fails again, tell who runs this console.',
  },
};

export type SignInTexts = typeof en;
