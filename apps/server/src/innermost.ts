/**
 * What was thrown first: it says what happened ("connect ECONNREFUSED …"), those around it only that something failed. A
 * refused connection to both addresses of "localhost" is an AggregateError with an empty message.
 */
export function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

export function innermostMessage(cause: unknown): string {
  const error = innermost(cause);
  return error instanceof Error ? error.message || error.name : String(error);
}
