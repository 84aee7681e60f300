import { yaml } from '@codemirror/lang-yaml';
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeTheme } from '../../../code/codeTheme.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';

interface Side {
  readonly label: string;
  readonly text: string;
}

/** Two versions of a YAML text beside each other; what both have is folded away. */
export function DiffView({ left, right }: { left: Side; right: Side }) {
  const texts = useTexts(editTexts);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return;
    const side = ({ label, text }: Side) => ({
      doc: text,
      extensions: [
        yaml(),
        lineNumbers(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.editable.of(false),
        EditorState.readOnly.of(true),
        EditorState.phrases.of({ '$ unchanged lines': texts.unchangedLines }),
        codeTheme,
      ],
    });
    const view = new MergeView({
      parent: box.current,
      a: side(left),
      b: side(right),
      collapseUnchanged: { margin: 2, minSize: 4 },
      gutter: true,
    });
    return () => view.destroy();
  }, [left, right, texts]);
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-2 gap-2 font-semibold">
        <span>{left.label}</span>
        <span>{right.label}</span>
      </div>
      <div ref={box} className="overflow-hidden rounded-md border" />
    </div>
  );
}
