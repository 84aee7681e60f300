import type { BrowserContext } from '@playwright/test';

/**
 * What the pages of this context do, from now on, that their content security policy forbids: the directive, what it kept
 * out, and where that came from. The list grows as it happens.
 */
export async function policyViolations(context: BrowserContext): Promise<readonly string[]> {
  const violations: string[] = [];
  await context.exposeBinding('reportPolicyViolation', (_, violation: string) => violations.push(violation));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(globalThis, 'reportPolicyViolation');
      const source = `${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`;
      if (typeof report === 'function')
        report(`${event.effectiveDirective} kept out ${event.blockedURI} ${event.sample} of ${source}`);
    });
  });
  return violations;
}
