import type { ErrorRequestHandler } from 'express';
import { ProblemError } from '../http/problem.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const hasReason = (code: string): code is keyof typeof en.reasons => Object.hasOwn(en.reasons, code);

/**
 * Says to a browser why signing in did not work, in its language; of what it sent, nothing stands on the page. Programs
 * get the problem as it is.
 */
export const oidcProblemPage: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!(error instanceof ProblemError) || request.accepts(['json', 'html']) !== 'html') {
    next(error);
    return;
  }
  const { status, code } = error.problem;
  const language = request.acceptsLanguages('en', 'zh') === 'zh' ? 'zh-CN' : 'en';
  const { title, again, reasons } = language === 'en' ? en : zhCN;
  if (error.retryAfterSeconds !== undefined)
    response.set('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  response
    .status(status)
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title} · GPU Console</title><main><h1>${title}</h1>` +
        `<p role="alert">${hasReason(code) ? reasons[code] : reasons.sign_in_failed}</p>` +
        `<p><a href="login">${again}</a></p></main></html>\n`,
    );
};
