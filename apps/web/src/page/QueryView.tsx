import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isNotSignedIn, isNotYours } from '../api/client.ts';
import { Card } from '../components/Card.tsx';
import { DataProblems } from './DataProblems.tsx';
import { PartialContext } from './partial.ts';
import { QueryError } from './QueryError.tsx';

interface Dated {
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

interface QueryViewProps<T extends Dated> {
  readonly query: UseQueryResult<T>;
  /** The page's own shape, while nothing has come yet. */
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** A page's content from its query: skeleton, error, or the data with a word on what it lacks. */
export function QueryView<T extends Dated>({ query, skeleton, children }: QueryViewProps<T>) {
  const { data, error } = query;
  // What is no more the reader's to see is not left on screen.
  if (data === undefined || isNotYours(error)) {
    if (error === null) return <div aria-busy>{skeleton}</div>;
    return (
      <Card>
        <QueryError query={query} />
      </Card>
    );
  }
  return (
    <>
      <DataProblems
        partial={data.partial}
        error={isNotSignedIn(error) ? null : error}
        receivedAt={query.dataUpdatedAt / 1000}
      />
      <PartialContext value={data.partial.length > 0}>{children(data)}</PartialContext>
    </>
  );
}
