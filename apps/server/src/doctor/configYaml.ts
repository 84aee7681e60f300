import { loadAll, YAMLException } from 'js-yaml';

/**
 * What a value of a ConfigMap says, of several documents the first, as Go's parsers read it; null where it says nothing.
 * @throws Error in one line for what is no YAML
 */
export function readConfigYaml(text: string): unknown {
  try {
    return loadAll(text)[0] ?? null;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? '' : `, line ${error.mark.line + 1}`;
    throw new Error(`no YAML${line}: ${error.reason}`);
  }
}
