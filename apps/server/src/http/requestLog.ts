import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { loggedError } from '../logger.ts';
import { redactPath } from '../redaction.ts';
import { clientAddress } from './clientAddress.ts';

const MAX_AGENT_LENGTH = 300;

/** What the log says of a request: these fields and no others. Other headers may carry what lets somebody in. */
function toldRequest(request: Request) {
  return {
    id: request.id,
    method: request.method,
    url: redactPath(request.originalUrl),
    client: clientAddress(request),
    userAgent: request.headers['user-agent']?.slice(0, MAX_AGENT_LENGTH) ?? null,
    contentLength: request.headers['content-length'] ?? null,
  };
}

function toldResponse(response: Response) {
  return {
    status: response.headersSent ? response.statusCode : null,
    contentLength: response.getHeader('content-length') ?? null,
  };
}

/** A line for each request: failures of the console at `warn`, all else at `debug`. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    wrapSerializers: false,
    serializers: { req: toldRequest, res: toldResponse, err: loggedError },
    // A reply of 5xx is no error of its own; what failed has its line, with its stack.
    customErrorObject: (
      _request,
      _response,
      { message }: Error,
      { err, ...told }: { readonly err: Error },
    ) => (message.startsWith('failed with status code') ? told : { ...told, err }),
    customLogLevel: (_request, { statusCode }) => (statusCode >= 500 ? 'warn' : 'debug'),
  });
}
