// @vitest-environment happy-dom

import { act, cleanup, render } from '@testing-library/react';
import { Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseLocale, startTexts } from './chooseLocale.ts';
import { defineTexts } from './textTable.ts';
import { useTexts } from './useTexts.ts';

const english = { en: { hello: 'Hello' } };
const chinese = { zhCN: { hello: '你好' } };

beforeEach(() => localStorage.clear());
afterEach(async () => {
  cleanup();
  await act(() => chooseLocale('en'));
});

type Table = ReturnType<typeof defineTexts<{ hello: string }>>;

function Page({ table }: { table: Table }) {
  const { hello } = useTexts(table);
  const [mark] = useState('');
  return hello + mark;
}

/** What a page shows of a table. */
function shown(table: Table) {
  return render(
    <Suspense fallback="…">
      <Page table={table} />
    </Suspense>,
  ).container;
}

describe('a table of texts', () => {
  it('loads the language on screen alone, once', async () => {
    const en = vi.fn(async () => english);
    const zhCN = vi.fn(async () => chinese);
    const table = defineTexts({ en, 'zh-CN': zhCN });
    await startTexts();
    expect(shown(table).textContent).toBe('Hello');
    await startTexts();
    expect([en.mock.calls.length, zhCN.mock.calls.length]).toEqual([1, 0]);
  });

  it('shows the old language until the new one is there', async () => {
    let arrive = (_: typeof chinese) => {};
    const arriving = new Promise<typeof chinese>((resolve) => {
      arrive = resolve;
    });
    const table = defineTexts({ en: async () => english, 'zh-CN': () => arriving });
    await startTexts();
    const page = shown(table);
    const chosen = chooseLocale('zh-CN');
    expect(page.textContent).toBe('Hello');
    await act(async () => {
      arrive(chinese);
      await chosen;
    });
    expect(page.textContent).toBe('你好');
    expect(document.documentElement.lang).toBe('zh-CN');
  });

  it('is waited for where its code came late', async () => {
    await startTexts();
    const table = defineTexts({ en: async () => english, 'zh-CN': async () => chinese });
    const page = await act(async () => shown(table));
    expect(page.textContent).toBe('Hello');
  });

  it('may be followed by hooks where React goes on with the same component', async () => {
    await startTexts();
    const table = defineTexts({ en: async () => english, 'zh-CN': async () => chinese });
    const complained = vi.spyOn(console, 'error');
    const place = document.createElement('div');
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    const root = createRoot(place);
    root.render(<Page table={table} />);
    await vi.waitFor(() => expect(place.textContent).toBe('Hello'));
    root.unmount();
    vi.unstubAllGlobals();
    expect(complained).not.toHaveBeenCalled();
  });

  it('is asked for again after it could not be loaded', async () => {
    const zhCN = vi.fn(async () => chinese).mockRejectedValueOnce(new Error('offline'));
    const table = defineTexts({ en: async () => english, 'zh-CN': zhCN });
    await startTexts();
    await expect(chooseLocale('zh-CN')).rejects.toThrow('offline');
    expect(shown(table).textContent).toBe('Hello');
    await act(() => chooseLocale('zh-CN'));
    expect(zhCN).toHaveBeenCalledTimes(2);
  });
});
