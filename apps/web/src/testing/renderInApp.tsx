import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeAll } from 'vitest';
import { startTexts } from '../i18n/chooseLocale.ts';
import { InApp, onePageRouter } from './InApp.tsx';

beforeAll(startTexts);
afterEach(cleanup);

/** Renders in English what stands on a page at `address`, and gives what a reader has: eyes, a hand, and the address bar. */
export async function renderInApp(content: ReactNode, address = '/c/here/overview') {
  const router = onePageRouter(address);
  await router.load();
  const shown = (now: ReactNode) => <InApp router={router}>{now}</InApp>;
  const view = render(shown(content));
  return {
    ...view,
    user: userEvent.setup(),
    rerender: (next: ReactNode) => view.rerender(shown(next)),
    /** The address as it is now, decoded. */
    address: () => decodeURIComponent(router.state.location.href),
  };
}
