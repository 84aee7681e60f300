import { z } from 'zod';
import { Time } from './common.ts';

/**
 * How the console knows who asks: not at all; by headers of a proxy in front; by an OpenID provider; by a token of a
 * cluster's API server.
 */
export const SignInMode = z.enum(['none', 'proxy', 'oidc', 'kubernetes']);

/** Who is signed in, by the names that Kubernetes is asked about. */
export const SessionUser = z.object({
  name: z.string(),
  groups: z.array(z.string()),
  /** The one cluster that knows the name, where a token of its was given; null where every cluster does. */
  cluster: z.nullable(z.string()),
  /** Unix seconds until which; null where whoever signed them in decides. */
  expiresAt: z.nullable(Time),
});

export const Session = z.object({
  mode: SignInMode,
  /** Null for nobody; in the mode `none`, everybody is. */
  user: z.nullable(SessionUser),
  /** Clusters whose tokens sign in; none in other modes. */
  clusters: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const SignIn = z.strictObject({
  cluster: z.string().check(z.maxLength(63)),
  token: z.string().check(z.minLength(1), z.maxLength(16_384)),
});

/** `redirect` leads to where the provider's own session ends; null where none is known. */
export const SignedOut = z.object({ redirect: z.nullable(z.string()) });

export type SignInMode = z.infer<typeof SignInMode>;
export type SessionUser = z.infer<typeof SessionUser>;
export type Session = z.infer<typeof Session>;
export type SignIn = z.infer<typeof SignIn>;
export type SignedOut = z.infer<typeof SignedOut>;
