// @vitest-environment happy-dom

import type { MissingParts } from '@gpu-console/shared/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTexts } from '../i18n/chooseLocale.ts';
import { NoneFound } from './NoneFound.tsx';
import { QueryView } from './QueryView.tsx';

beforeAll(startTexts);
afterEach(cleanup);

const REFUSED: MissingParts[number] = {
  source: 'kubernetes',
  answers: true,
  reason: 'pods is forbidden',
  since: 1_700_000_000,
};

/** A page whose list is empty, where a source told this little. */
function emptyPage(...partial: MissingParts) {
  const data = { asOf: { kubernetes: null, metrics: null }, partial };
  const query = { data, error: null, isError: false, dataUpdatedAt: 0 } as UseQueryResult<typeof data>;
  const { container } = render(
    <QueryView query={query} skeleton={null}>
      {() => <NoneFound title="No pod is waiting for a GPU" />}
    </QueryView>,
  );
  return container.textContent ?? '';
}

describe('an empty list', () => {
  it('says that there is nothing where all was read', () => {
    expect(emptyPage()).toBe('No pod is waiting for a GPU');
  });

  it('says that nobody knows where a source answers in part, and why', () => {
    const text = emptyPage(REFUSED);
    expect(text).not.toContain('No pod is waiting for a GPU');
    expect(text).toContain('Kubernetes answers in part only');
    expect(text).toContain('pods is forbidden');
    expect(text).toContain('Not known');
    expect(text).not.toContain('Last response');
  });

  it('says since when a source has not answered', () => {
    const text = emptyPage({ ...REFUSED, answers: false, reason: 'connect ECONNREFUSED' });
    expect(text).toContain('Kubernetes does not answer');
    expect(text).toContain('Last response');
    expect(text).toContain('Not known');
  });
});
