import { yaml } from '@codemirror/lang-yaml';
import { lintGutter } from '@codemirror/lint';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { CodeEditor } from '../../../code/CodeEditor.tsx';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { fieldProblem, type ReadText, readYaml, type TextProblem } from './readYaml.ts';
import { yamlText } from './yamlText.ts';

/** What is wrong with a field. */
interface FieldProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface YamlEditorProps<T extends object> {
  readonly label: string;
  readonly value: T;
  readonly schema: z.ZodType<T>;
  /** What else must hold, once the schema does. */
  readonly check?: (value: T) => readonly FieldProblem[];
  /** With every text that is right; one that is not changes nothing. */
  readonly onChange: (value: T) => void;
}

const EXTENSIONS = [
  yaml(),
  lineNumbers(),
  lintGutter(),
  EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { overflow: 'auto' } }),
];

interface Written<T> {
  readonly text: string;
  /** What the text says, or the value that it says too little of. */
  readonly value: T;
  readonly problems: readonly TextProblem[];
}

/** A value as YAML: each text that is right becomes the value, and what is wrong is said at its line. */
export function YamlEditor<T extends object>({ label, value, schema, check, onChange }: YamlEditorProps<T>) {
  const texts = useTexts(editTexts);
  const locale = useLocale();
  const [written, setWritten] = useState<Written<T>>(() => ({ text: yamlText(value), value, problems: [] }));
  const latest = useRef(written.value);
  // A value that is not what was written here came from elsewhere, and is the one to show.
  const shown = useMemo(
    () => (isSame(written.value, value) ? written : { text: yamlText(value), value, problems: [] }),
    [written, value],
  );
  latest.current = value;
  const read = (text: string) => {
    const result = checked(readYaml(text, schema, locale, texts), text, check);
    if ('problems' in result) setWritten({ text, value: latest.current, problems: result.problems });
    else {
      setWritten({ text, value: result.value, problems: [] });
      onChange(result.value);
    }
  };
  return (
    <div className="flex h-full min-h-60 flex-col gap-2">
      <CodeEditor
        label={label}
        text={shown.text}
        onChange={read}
        problems={shown.problems}
        extensions={EXTENSIONS}
        className="min-h-0 flex-1"
      />
      {shown.problems.length > 0 && (
        <ul role="alert" className="max-h-40 shrink-0 overflow-y-auto rounded bg-critical-soft px-3 py-2">
          {shown.problems.map(({ line, from, message }) => (
            <li key={`${from} ${message}`} className="break-words text-critical">
              <strong className="font-semibold">{texts.line(line)}</strong> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A value that went through the draft and back is another object. */
function isSame(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function checked<T>(
  read: ReadText<T>,
  text: string,
  check: ((value: T) => readonly FieldProblem[]) | undefined,
): ReadText<T> {
  if ('problems' in read || check === undefined) return read;
  const problems = check(read.value).map(({ path, message }) => fieldProblem(text, path, message));
  return problems.length > 0 ? { problems } : read;
}
