import { describe, expect, it } from 'vitest';

type Branch = Readonly<Record<string, unknown>>;

const english = import.meta.glob<Branch>(
  ['../**/texts.en.ts', '../../../../packages/panels/src/texts.en.ts'],
  { eager: true, import: 'en' },
);
const chinese = import.meta.glob<Branch>(
  ['../**/texts.zh-CN.ts', '../../../../packages/panels/src/texts.zh-CN.ts'],
  { eager: true, import: 'zhCN' },
);
const code = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '../../../../packages/panels/src/**/*.ts', '!**/*.test.*'],
  { eager: true, query: '?raw', import: 'default' },
);

/** Every text of a table, by the keys that lead to it. */
function textsOf(branch: Branch, path: readonly string[] = []): (readonly [readonly string[], unknown])[] {
  return Object.entries(branch).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? textsOf({ ...value }, [...path, key])
      : [[[...path, key], value] as const],
  );
}

/** The code that takes a table, or has its type. */
function usersOf(table: string): string {
  const type = /export type (\w+)/.exec(code[table] ?? '')?.[1] ?? '';
  const names = new RegExp(`\\b(?:${type}|${type.charAt(0).toLowerCase()}${type.slice(1)})\\b`);
  const users = Object.entries(code).filter(([file, text]) => !/\/texts\./.test(file) && names.test(text));
  return users.map(([, text]) => text).join('\n');
}

/**
 * Whether code says `parent.key`; or takes something above as a whole, for a key that is known when it runs. A name that
 * is common may pass for a use where it is none.
 */
function isUsed(path: readonly string[], users: string): boolean {
  const says = (pattern: string) => new RegExp(pattern).test(users);
  const picked = (key: string) => `[{,]\\s*${key}\\s*[,}]`;
  const [key = '', parent = ''] = path.toReversed();
  if (says(`${parent}\\??\\.${key}\\b|${picked(key)}`)) return true;
  if (says(parent === '' ? `'${key}'` : `\\b${parent}\\[[^\\]]*'${key}'`)) return true;
  return path.slice(0, -1).some((above) => says(`\\.${above}\\b(?!\\??\\.)|${picked(above)}`));
}

describe.each(Object.keys(english))('%s', (table) => {
  const texts = textsOf(english[table] ?? {});

  it('leaves nothing empty in either language', () => {
    const other = textsOf(chinese[table.replace('.en.', '.zh-CN.')] ?? {});
    expect(other.length).toBeGreaterThanOrEqual(texts.length);
    expect([...texts, ...other].filter(([, text]) => typeof text === 'string' && text.trim() === '')).toEqual(
      [],
    );
  });

  it('has no text that nothing shows', () => {
    const users = usersOf(table);
    expect(texts.filter(([path]) => !isUsed(path, users)).map(([path]) => path.join('.'))).toEqual([]);
  });
});

it('every table is found', () => {
  expect(Object.keys(english).length).toBeGreaterThan(20);
  expect(Object.keys(chinese).length).toBe(Object.keys(english).length);
});
