import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
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
  if (query.data === undefined) {
    if (!query.isError) return <div aria-busy>{skeleton}</div>;
    return (
      <Card>
        <QueryError query={query} />
      </Card>
    );
  }
  return (
    <>
      <DataProblems
        partial={query.data.partial}
        error={query.error}
        receivedAt={query.dataUpdatedAt / 1000}
      />
      <PartialContext value={query.data.partial.length > 0}>{children(query.data)}</PartialContext>
    </>
  );
}
