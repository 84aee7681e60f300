import type { ErrorRequestHandler } from 'express';
import { ProblemError } from '../http/problem.ts';

/**
 * Leads a browser whose sign-in did not work back to the console's page for it, which knows by the code what to say: of what
 * came with the request, nothing goes along. Programs get the problem as it is.
 */
export function signInProblem(publicUrl: string): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const isPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (!(error instanceof ProblemError) || !isPage) next(error);
    else response.redirect(303, `${publicUrl}/signin?error=${encodeURIComponent(error.problem.code)}`);
  };
}
