import type { Service } from '@gpu-console/shared/contract';
import { stampText } from '@gpu-console/shared/units';
import { memo } from 'react';
import { classNames } from '../components/classNames.ts';
import type { LogLine } from './logLine.ts';
import { highlighted } from './logSearch.ts';
import { notebookAddresses, reachedVia } from './notebookLink.ts';

interface LogRowProps {
  readonly index: number;
  /** Set where the line's height depends on its text. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
  readonly line: LogLine;
  readonly isWrapped: boolean;
  readonly hasTime: boolean;
  readonly wanted: string;
  /** The match that the reader is at. */
  readonly isCurrent: boolean;
  readonly services: readonly Service[];
}

/** One line: its time if wanted, what is searched for set apart, a notebook's address as a link that works from here. */
export const LogRow = memo(function LogRow({ line, wanted, isCurrent, services, ...row }: LogRowProps) {
  return (
    <div
      ref={row.measure}
      data-index={row.index}
      className={classNames(
        'min-h-4.5 px-4',
        row.isWrapped ? 'break-all whitespace-pre-wrap' : 'whitespace-pre',
        isCurrent && 'bg-accent-soft',
      )}
    >
      {row.hasTime && line.time !== null && (
        <span className="text-muted select-none">{stampText(line.time)} </span>
      )}
      {pieces(line.text, services).map(({ at, text, url }) =>
        url === null ? (
          <Marked key={at} text={text} wanted={wanted} />
        ) : (
          <a
            key={at}
            href={url}
            title={url}
            target="_blank"
            rel="noreferrer noopener"
            className="text-accent underline"
          >
            <Marked text={text} wanted={wanted} />
          </a>
        ),
      )}
    </div>
  );
});

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly url: string | null;
}

/** A line's text, with the addresses of notebooks apart that a Service reaches. */
function pieces(text: string, services: readonly Service[]): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const address of notebookAddresses(text)) {
    const via = reachedVia(address, services);
    if (via === null) continue;
    found.push({ at: end, text: text.slice(end, address.index), url: null });
    found.push({ at: address.index, text: address.raw, url: via.url });
    end = address.index + address.raw.length;
  }
  return [...found, { at: end, text: text.slice(end), url: null }].filter((piece) => piece.text !== '');
}

function Marked({ text, wanted }: { text: string; wanted: string }) {
  let at = 0;
  return highlighted(text, wanted).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isMatch ? (
      <mark key={key} className="bg-warning-soft font-semibold text-warning">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
