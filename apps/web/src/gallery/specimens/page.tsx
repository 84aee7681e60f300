import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiError, UnreachableError } from '../../api/client.ts';
import { Fact } from '../../components/Fact.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { ClearFilter } from '../../page/ClearFilter.tsx';
import { DataProblems } from '../../page/DataProblems.tsx';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { FailedPage } from '../../page/FailedPage.tsx';
import { FirstCluster } from '../../page/FirstCluster.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { NotFoundPage } from '../../page/NotFoundPage.tsx';
import { NotYours } from '../../page/NotYours.tsx';
import { Page } from '../../page/Page.tsx';
import { PartialContext } from '../../page/partial.ts';
import { QueryError } from '../../page/QueryError.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { SessionEnded } from '../../page/SessionGate.tsx';
import { SignedOut } from '../../page/SignedOut.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { Unread } from '../../page/Unread.tsx';
import { InApp, onePageRouter } from '../../testing/InApp.tsx';
import { ago, CHINESE, LONG, SENTENCE } from '../names.ts';
import type { Specimen } from '../specimen.ts';

type Reply = { readonly asOf: AsOf; readonly partial: MissingParts };

const nothing = () => {};
const AS_OF: AsOf = { kubernetes: ago(5), metrics: ago(5) };
const SILENT: MissingParts[number] = {
  source: 'kubernetes',
  answers: false,
  reason: SENTENCE,
  since: ago(300),
};
const REFUSED: MissingParts[number] = {
  source: 'prometheus',
  answers: true,
  reason: `${LONG}: 503 Service Unavailable`,
  since: ago(3),
};

const NOT_YOURS = new ApiError({
  status: 403,
  code: 'namespace_not_yours',
  title: 'Not yours to see',
  detail: `Namespace "${LONG}" of "prod" is not yours to see: it is not among those that are looked at`,
  upstream: undefined,
  current: undefined,
});

const NOBODY = new ApiError({
  status: 401,
  code: 'not_signed_in',
  title: 'Not signed in',
  detail: SENTENCE,
  upstream: undefined,
  current: undefined,
});

/** A page that is narrowed to namespaces. */
function Narrowed({ children }: { children: ReactNode }) {
  const [router] = useState(() => onePageRouter('/c/here/workloads?ns=nlp,vision'));
  return <InApp router={router}>{children}</InApp>;
}

const DENIED = new ApiError({
  status: 403,
  code: 'forbidden',
  title: 'Kubernetes refused',
  detail: CHINESE,
  upstream: { source: 'kubernetes', status: 403, message: `pods "${LONG}" is forbidden` },
  current: undefined,
});

interface AskedProps {
  /** What came before. */
  readonly shown?: Reply;
  readonly ask: () => Promise<Reply>;
}

/** A page that asks. */
function Asked({ shown, ask }: AskedProps) {
  const query = useQuery({
    queryKey: ['asked'],
    queryFn: ask,
    ...(shown === undefined ? {} : { initialData: shown, initialDataUpdatedAt: ago(90) * 1000 }),
  });
  return (
    <div className="flex flex-col gap-4">
      <QueryView query={query} skeleton={<DetailSkeleton />}>
        {() => <NoneFound title="No pod is waiting for a GPU" />}
      </QueryView>
    </div>
  );
}

const answers =
  (...partial: MissingParts) =>
  async (): Promise<Reply> => ({ asOf: AS_OF, partial });
const fails = (error: Error) => () => Promise.reject(error);

/** What stands around a page's content, and in its place. */
export const page: readonly Specimen[] = [
  {
    files: ['page/QueryView.tsx', 'page/DetailSkeleton.tsx'],
    states: {
      loading: <Asked ask={() => new Promise(nothing)} />,
      error: <Asked ask={fails(DENIED)} />,
      unreachable: <Asked ask={fails(new UnreachableError(null))} />,
      empty: <Asked ask={answers()} />,
      partial: <Asked ask={answers(REFUSED)} />,
      'stale, both sources silent': (
        <Asked ask={answers(SILENT, { ...REFUSED, answers: false, since: null })} />
      ),
      'stale, the last refresh failed': (
        <Asked shown={{ asOf: AS_OF, partial: [] }} ask={fails(new UnreachableError(null))} />
      ),
    },
  },
  {
    files: ['page/DataProblems.tsx'],
    states: {
      'a source does not answer': <DataProblems partial={[SILENT]} error={null} receivedAt={ago(90)} />,
      'a source answers in part': <DataProblems partial={[REFUSED]} error={null} receivedAt={ago(90)} />,
      'the server refused': <DataProblems partial={[]} error={DENIED} receivedAt={ago(90)} />,
    },
  },
  {
    files: ['page/NoneFound.tsx'],
    states: {
      'there is nothing': <NoneFound title="No pod is waiting for a GPU">{SENTENCE}</NoneFound>,
      'nobody knows': (
        <PartialContext value={true}>
          <NoneFound title="No pod is waiting for a GPU" />
        </PartialContext>
      ),
    },
  },
  {
    files: ['page/Unread.tsx'],
    states: {
      refused: <Unread title="The events could not be read" problem="events is forbidden" />,
      'long words': <Unread title={LONG} problem={LONG} />,
    },
  },
  {
    files: ['page/FailedPage.tsx'],
    states: {
      'its code could not be loaded': (
        <FailedPage error={new TypeError('Failed to fetch dynamically imported module')} reset={nothing} />
      ),
      'long name': <FailedPage error={new Error(LONG)} reset={nothing} />,
    },
  },
  {
    files: ['page/NotYours.tsx'],
    states: {
      'by rights': <NotYours error={NOT_YOURS} />,
      'by the filter': (
        <Narrowed>
          <NotYours error={NOT_YOURS} />
        </Narrowed>
      ),
    },
  },
  {
    files: ['page/ClearFilter.tsx'],
    states: {
      'some namespaces': (
        <Narrowed>
          <ClearFilter />
        </Narrowed>
      ),
    },
  },
  { files: ['page/SignedOut.tsx'], states: { 'nobody is signed in': <SignedOut /> } },
  {
    files: ['page/SessionGate.tsx'],
    states: {
      // What stands at the window's edge stands at this box's.
      'the session ended': (
        <div className="h-32 translate-0">
          <SessionEnded />
        </div>
      ),
    },
  },
  { files: ['page/FirstCluster.tsx'], states: { 'no cluster': <FirstCluster /> } },
  { files: ['page/NotFoundPage.tsx'], states: { plain: <NotFoundPage /> } },
  {
    files: ['page/Page.tsx'],
    isWide: true,
    states: {
      'long name, Chinese': (
        <Page
          title={LONG}
          badge={<StatusBadge status="ok">Ready</StatusBadge>}
          facts={<Fact label="工作负载">{CHINESE}</Fact>}
          note={`${CHINESE}：${LONG}, ${LONG}`}
        >
          <p>{SENTENCE}</p>
        </Page>
      ),
    },
  },
  {
    files: ['page/QueryError.tsx'],
    states: {
      refused: <QueryError query={{ error: NOT_YOURS, refetch: nothing }} />,
      'nobody is signed in': <QueryError query={{ error: NOBODY, refetch: nothing }} />,
      unexpected: <QueryError query={{ error: new Error(LONG), refetch: nothing }} />,
    },
  },
  {
    files: ['page/TableCard.tsx'],
    states: {
      loading: <TableSkeleton />,
      filled: <TableCard>{SENTENCE}</TableCard>,
    },
  },
];
