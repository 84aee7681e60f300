import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authentication, noAuthentication } from '../access/authentication.ts';
import { Lab, TestConsole } from '../testing/lab.ts';
import { ProblemError } from './problem.ts';

/** Nobody is signed in, or it cannot be found out. */
const nobody: Authentication = {
  ...noAuthentication,
  mode: 'oidc',
  identify: async (request) => {
    if (request.get('cookie') === undefined) return null;
    throw new ProblemError(503, 'provider_unavailable', 'The provider is away');
  },
};

let lab: Lab;
let console: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  console = await TestConsole.start(lab, { authentication: nobody });
});
afterAll(async () => {
  await console.stop();
  await lab.stop();
});

describe('somebody who is not signed in', () => {
  it.each([
    ['that is no endpoint', 'GET', 'nothing-there', {}, 404],
    ['by another verb', 'PUT', 'overview', {}, 405],
    ['where it is not known who asks', 'GET', 'overview', { cookie: 'a=b' }, 503],
    ['that is an endpoint', 'GET', 'overview', {}, 401],
  ] as const)(
    'is not told which clusters there are, at an address %s',
    async (_, method, end, headers, status) => {
      for (const cluster of ['default', 'other']) {
        const reply = await console.ask(`/api/v1/clusters/${cluster}/${end}`, { method, headers });
        expect(reply.status).toBe(status);
        expect(reply.text).not.toContain('this console shows');
      }
    },
  );
});
