import { Denied } from '../access/denied.ts';
import { ProblemError } from './problem.ts';

/** What somebody may not see or do, as an answer; any other error as it is. */
export function deniedProblem(error: unknown): unknown {
  return error instanceof Denied ? new ProblemError(403, error.code, error.message) : error;
}
