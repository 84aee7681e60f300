import { useLayoutEffect, useRef } from 'react';
import { richText } from './richText.ts';

const LOOK = [
  '[&_h1]:text-lg [&_h1]:font-semibold [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:font-semibold',
  '[&_p]:my-2 [&_ul]:my-2 [&_ul]:list-disc [&_ul]:pl-5 [&_ol]:my-2 [&_ol]:list-decimal [&_ol]:pl-5',
  '[&_a]:text-accent [&_a]:underline [&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono',
  '[&_pre]:my-2 [&_pre]:overflow-auto [&_pre]:rounded [&_pre]:bg-sunken [&_pre]:p-2 [&_blockquote]:border-l-2 [&_blockquote]:pl-3',
  '[&_table]:my-2 [&_th]:border [&_th]:px-2 [&_th]:text-left [&_td]:border [&_td]:px-2',
].join(' ');

/** Markdown or HTML that somebody wrote; what it may not do is taken out. */
export function RichText({ content, format }: { content: string; format: 'markdown' | 'html' }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.replaceChildren(richText(content, format)), [content, format]);
  return <div ref={box} className={`break-words ${LOOK}`} />;
}
