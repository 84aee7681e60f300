import type { Logger } from 'pino';
import type { Caller } from './route.ts';
import { writeProblem } from './writeProblem.ts';

/** What somebody asked the console to write. */
interface Write {
  readonly act: string;
  readonly cluster: string;
  readonly caller: Caller;
}

/**
 * Does it, and leaves a line in the log that says who did what, and what came of it.
 * @param what is written, e.g. `sample`
 * @param outcome what the line says of what was done, beside what was asked
 * @throws ProblemError with the API server's words where it refuses; else what `act` throws
 */
export async function audited<T>(
  logger: Logger,
  what: string,
  write: Write,
  act: () => Promise<T>,
  outcome: (done: T) => object = () => ({}),
): Promise<T> {
  const audit = { ...write, caller: callerForAudit(write.caller) };
  try {
    const done = await act();
    logger.info({ write: { ...audit, ...outcome(done) } }, `${what} written`);
    return done;
  } catch (error) {
    const problem = writeProblem(error);
    const refusal = problem instanceof Error ? problem.message : String(problem);
    logger.info({ write: audit, refusal }, `${what} not written`);
    throw problem;
  }
}

/** Who asked, as audit lines say it. @param caller any that the console knows */
export function callerForAudit({ identity, address }: Caller): object {
  return { user: identity?.user ?? null, groups: identity?.groups ?? [], address };
}
