import pino, { type DestinationStream, type Logger } from 'pino';
import { printableJson } from './printable.ts';
import { redactText } from './redaction.ts';

/** Causes of causes, and errors of one, that are told. */
const MAX_CAUSES = 5;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly cause?: LoggedError;
}

/**
 * What a log line says of an error: these fields and no others, since the errors of HTTP clients carry requests with
 * their headers.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  const within = cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  const code = 'code' in error ? error.code : undefined;
  const status = 'status' in error ? error.status : undefined;
  return {
    type: name,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(within === undefined || depth >= MAX_CAUSES ? {} : { cause: loggedError(within, depth + 1) }),
  };
}

/** No string of a line holds a secret, and no terminal that shows it obeys it. */
function safeLine(line: string): string {
  const safe = JSON.stringify(JSON.parse(line), (_key, value: unknown) =>
    typeof value === 'string' ? redactText(value) : value,
  );
  return `${printableJson(safe)}\n`;
}

/**
 * The console's log: a JSON object per line, without secrets.
 * @param destination standard output unless told
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: loggedError }, hooks: { streamWrite: safeLine } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
