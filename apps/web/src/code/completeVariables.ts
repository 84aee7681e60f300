import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** Stand for what fits the range and step shown. */
const BUILT_IN = ['__rate_interval', '__interval', '__range'];

/** Completes `$` with these variables and the built-in ones. */
export function completeVariables(names: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const begun = context.matchBefore(/\$\w*$/);
    if (begun === null) return null;
    const options = [...names(), ...BUILT_IN].map(
      (name): Completion => ({ label: `$${name}`, type: 'variable' }),
    );
    return { from: begun.from, options, validFor: /^\$\w*$/ };
  };
}
