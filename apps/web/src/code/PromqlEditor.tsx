import { autocompletion } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import type { ValuesQuery } from '@gpu-console/shared/contract';
import { parseQuery } from '@gpu-console/shared/promql';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { send } from '../api/client.ts';
import { madeKey } from '../api/keys.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useView } from '../state/view.ts';
import { CodeEditor } from './CodeEditor.tsx';
import { completeVariables } from './completeVariables.ts';
import { promqlClient } from './promqlClient.ts';
import { codeTexts } from './texts.ts';

export interface PromqlEditorProps {
  readonly label: string;
  readonly expr: string;
  /** Names of the dashboard's variables. */
  readonly variables: readonly string[];
  readonly onChange: (expr: string) => void;
  /** With Ctrl+Enter or ⌘ Enter. */
  readonly onRun?: () => void;
}

/** A query, completed from this cluster's metrics and the dashboard's variables, and checked as it is typed. */
export function PromqlEditor({ label, expr, variables, onChange, onRun }: PromqlEditorProps) {
  const texts = useTexts(codeTexts);
  const ask = useAsk();
  const known = useRef(variables);
  known.current = variables;
  const run = useRef(onRun);
  run.current = onRun;
  const [extensions] = useState(() => {
    const promql = new PromQLExtension().activateLinter(false).setComplete({ remote: promqlClient(ask) });
    const ofVariables = completeVariables(() => known.current);
    const command = () => {
      run.current?.();
      return run.current !== undefined;
    };
    return [
      keymap.of([
        { key: 'Mod-Enter', run: command },
        { key: 'Ctrl-Enter', run: command },
      ]),
      promql.asExtension(),
      EditorState.languageData.of(() => [{ autocomplete: ofVariables }]),
      autocompletion({ icons: false }),
      tooltips({ position: 'fixed' }),
      EditorView.theme({ '.cm-content': { minHeight: '44px' } }),
    ];
  });
  const problems = useMemo(() => {
    const { error } = parseQuery(expr);
    return error === undefined || expr.trim() === '' ? [] : [{ ...error, message: texts.badQuery }];
  }, [expr, texts]);
  return (
    <div className="flex flex-col gap-1">
      <CodeEditor label={label} text={expr} onChange={onChange} problems={problems} extensions={extensions} />
      {problems.length > 0 && (
        <p role="alert" className="text-sm text-critical">
          {texts.badQuery}
        </p>
      )}
    </div>
  );
}

/** Milliseconds for which the names of metrics and labels are taken to be the same. */
const FRESH = 300_000;

/** Asks the cluster's Prometheus, for the time that the page shows; answers are remembered for a while. */
function useAsk() {
  const client = useQueryClient();
  const view = useView();
  const { resolve } = useTimeRange();
  const range = useRef(resolve);
  range.current = resolve;
  return (query: ValuesQuery): Promise<readonly string[]> =>
    client.fetchQuery({
      queryKey: madeKey.completion(view, query),
      queryFn: async ({ signal }) => {
        const { results } = await send('values', view, { ...range.current(), queries: [query] }, signal);
        const [result] = results;
        if (result === undefined || 'error' in result) throw new Error(result?.error.message);
        return result.values;
      },
      staleTime: FRESH,
      retry: false,
    });
}
