/** Why a variable has no values. */
export interface VariableProblem {
  readonly name: string;
  readonly code:
    | 'variable.cycle'
    | 'variable.depth'
    | 'variable.query'
    | 'variable.regex'
    | 'variable.value'
    | 'query.tooLong';
  readonly params: Readonly<Record<string, string>>;
}
