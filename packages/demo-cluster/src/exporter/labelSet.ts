/** Labels of one series in the order in which they are printed. */
export interface LabelSet {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** `{a="1",b="2"}` */
  readonly text: string;
}

export function labelSet(pairs: LabelSet['pairs']): LabelSet {
  const text = pairs.map(([name, value]) => `${name}="${escaped(value)}"`).join(',');
  return { pairs, text: `{${text}}` };
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}

/** One series with its present value as it is printed. */
export interface Sample {
  readonly name: string;
  readonly labels: LabelSet;
  readonly value: string;
}

export interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Prometheus' text format 0.0.4. */
export function expositionText(families: readonly Family[]): string {
  const parts: string[] = [];
  for (const { name, type, help, samples } of families) {
    if (samples.length === 0) continue;
    parts.push(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`);
    for (const { labels, value } of samples) parts.push(`${name}${labels.text} ${value}\n`);
  }
  return parts.join('');
}
