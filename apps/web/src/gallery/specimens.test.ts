// @vitest-environment happy-dom

import { expect, it } from 'vitest';
import { GROUPS } from './specimens.ts';

const found = Object.keys({
  ...import.meta.glob('../components/**/*.tsx'),
  ...import.meta.glob('../page/**/*.tsx'),
  ...import.meta.glob('../fleet/**/*.tsx'),
  ...import.meta.glob('../checks/**/*.tsx'),
  ...import.meta.glob('../usage/**/*.tsx'),
}).map((path) => path.replace('../', ''));

const shown = Object.values(GROUPS).flatMap((group) => group.flatMap(({ files }) => files));

it('shows every component of the rooms that pages are built of', () => {
  // Hooks are shown by the components that call them.
  const components = found.filter((path) => !/\/use[A-Z]\w*\.tsx$|\.test\.tsx$/.test(path));
  expect(components).toContain('components/dataTable/DataTable.tsx');
  expect(components.filter((file) => !shown.includes(file))).toEqual([]);
});

it('shows each once', () => {
  expect(shown.filter((file, index) => shown.indexOf(file) !== index)).toEqual([]);
});
