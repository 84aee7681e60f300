import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { endpoints } from '@gpu-console/shared/contract';
import express, { type Express } from 'express';
import { pino } from 'pino';
import { readAccessConfig } from '../access/accessConfig.ts';
import type { Authentication } from '../access/authentication.ts';
import { type AuthenticationParts, openAuthentication } from '../access/openAuthentication.ts';
import { notFound, ProblemError, problemHandler } from '../http/problem.ts';
import { requestLog } from '../http/requestLog.ts';

/** A store that nobody reaches. */
const noStore: ReturnType<AuthenticationParts['openStore']> = {
  read: () => Promise.reject(new Error('no store')),
  add: () => Promise.reject(new Error('no store')),
  claim: () => Promise.reject(new Error('no store')),
};

const noClusters: AuthenticationParts['clusters'] = { ids: [], reviewer: () => undefined };

/** The console's doors alone, over HTTP: who is there, sign in, sign out, the pages beside the API. */
export class SignInConsole {
  readonly #lines: string[] = [];
  #app: Express = express();
  readonly #server = createServer((request, response) => this.#app(request, response));
  #port = 0;

  /** Listens on a port that stays, and answers nothing yet: a provider wants to know the address first. */
  static async listen(): Promise<SignInConsole> {
    const console = new SignInConsole();
    console.#server.listen(0, 'localhost');
    await once(console.#server, 'listening');
    const address = console.#server.address();
    if (address !== null && typeof address === 'object') console.#port = address.port;
    return console;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** What it has logged, a line for each. */
  get log(): readonly string[] {
    return this.#lines;
  }

  /** Starts, or starts anew, with these settings. */
  open(
    environment: Readonly<Record<string, string>>,
    parts: Partial<Omit<AuthenticationParts, 'logger'>> = {},
  ): this {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.#lines.push(String(chunk));
        done();
      },
    });
    const logger = pino({ level: 'debug' }, sink);
    const config = readAccessConfig({ PUBLIC_URL: this.url, ...environment });
    const others = { clusters: noClusters, openStore: () => noStore, ...parts };
    this.#app = appOf(openAuthentication(config, { logger, ...others }), requestLog(logger));
    return this;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function appOf(authentication: Authentication, log: express.RequestHandler): Express {
  const app = express();
  app.set('query parser', 'simple');
  // A test may come from many addresses.
  app.set('trust proxy', 1);
  app.use(log);
  if (authentication.pages !== null) app.use('/auth', authentication.pages);
  const whoIsThere: express.RequestHandler = async (request, response) => {
    const signedIn = await authentication.identify(request, response);
    if (signedIn === null) throw new ProblemError(401, 'sign_in_first', 'Sign in first');
    response.json(signedIn);
  };
  app.get('/api/v1/session', whoIsThere);
  const overview = endpoints.overview.path.replace('{cluster}', ':cluster');
  app.get(overview, whoIsThere);
  // A reply that has gone on for long is cut where it says so.
  app.get(overview.replace(/overview$/, 'ended'), async (request, response) => {
    response.json(await authentication.hasEnded(request));
  });
  app.post('/api/v1/session', express.json(), async (request, response) => {
    const { token, cluster } = request.body;
    response.json(await authentication.signIn(token, cluster, response));
  });
  app.delete('/api/v1/session', async (request, response) => {
    response.json({ redirect: await authentication.signOut(request, response) });
  });
  app.get('/signin', (_request, response) => {
    response.send('the sign-in');
  });
  app.get('/', (_request, response) => {
    response.send('the console');
  });
  app.get('/c/*page', (_request, response) => {
    response.send('a page');
  });
  app.use(notFound, problemHandler);
  return app;
}
