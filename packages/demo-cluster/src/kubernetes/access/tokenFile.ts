import type { TokenEntry } from './tokenTable.ts';

/** A field without quotes, or within them. */
const FIELD = /^(?:"([^"]*)"|([^",]*))(?:,|$)/;

/**
 * Reads a static token file as kube-apiserver does (`--token-auth-file`): `token,user,uid,"group1,group2"` on each line,
 * the last field optional.
 * @throws Error that names the line
 */
export function parseTokenFile(text: string): TokenEntry[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [token = '', name = '', uid = '', groups = ''] = fieldsOf(line.trim());
    if (token === '' || name === '')
      throw new Error(
        `line ${String(index + 1)} of the token file has no token or no user: token,user,uid,"groups"`,
      );
    return [{ token, name, uid, groups: groups.split(',').filter(Boolean) }];
  });
}

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (let rest = line; rest !== ''; ) {
    const [whole = rest, quoted, bare = ''] = FIELD.exec(rest) ?? [];
    fields.push((quoted ?? bare).trim());
    rest = rest.slice(whole.length);
  }
  return fields;
}
