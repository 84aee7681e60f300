import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { codeTheme } from './codeTheme.ts';
import { codeTexts } from './texts.ts';

/** Marks a text that came from outside, which is no news to whoever sent it. */
const FromOutside = Annotation.define<boolean>();

interface CodeProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly problems: readonly CodeProblem[];
  /** The language and what belongs to it; fixed while the editor stands. */
  readonly extensions: readonly Extension[];
  readonly className?: string;
}

/** Code to be written; the problems are marked where they are. Tab leaves it, as it does any field. */
export function CodeEditor({ label, text, onChange, problems, extensions, className }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const { phrases } = useTexts(codeTexts);
  const given = useRef({ label, text, onChange, extensions, phrases });
  given.current.onChange = onChange;

  useEffect(() => {
    if (box.current === null) return;
    const editor = new EditorView({
      parent: box.current,
      doc: given.current.text,
      extensions: [
        history(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': given.current.label }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (!docChanged || transactions.some((one) => one.annotation(FromOutside) === true)) return;
          given.current.onChange(state.doc.toString());
        }),
        EditorState.phrases.of(given.current.phrases),
        given.current.extensions,
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...lintKeymap,
          ...defaultKeymap,
        ]),
        codeTheme,
      ],
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      annotations: FromOutside.of(true),
    });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { length } = editor.state.doc;
    const marks = problems.map(({ from, to, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: 'error' as const,
      message,
    }));
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [problems]);

  return <div ref={box} className={classNames('overflow-hidden rounded-md border', className)} />;
}
