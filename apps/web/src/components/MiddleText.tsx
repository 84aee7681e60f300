/** As many as generated names end differently in: "-7d9f8-x2x4q". */
const KEPT_CHARACTERS = 7;
const PART = 'whitespace-pre before:content-[attr(data-text)] [a:hover_&]:underline';

/**
 * A name on one line; one that is too long for its place is cut before its last characters, since these tell names apart. The
 * name is whole on hover, for screen readers and in what is copied.
 */
export function MiddleText({ text }: { text: string }) {
  const end = Math.max(0, text.length - KEPT_CHARACTERS);
  return (
    <span title={text} className="relative inline-flex max-w-full align-bottom">
      <span aria-hidden data-text={text.slice(0, end)} className={`${PART} truncate`} />
      <span aria-hidden data-text={text.slice(end)} className={`${PART} shrink-0`} />
      <span className="absolute inset-0 overflow-hidden whitespace-nowrap text-transparent">{text}</span>
    </span>
  );
}
