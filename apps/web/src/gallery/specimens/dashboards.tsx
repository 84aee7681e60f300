import type { Variable } from '@gpu-console/shared/dashboards';
import { resolveVariables } from '@gpu-console/shared/dashboards/variables';
import { UnreachableError } from '../../api/client.ts';
import { AnnotationBar } from '../../dashboards/AnnotationBar.tsx';
import { ReportList } from '../../dashboards/ReportList.tsx';
import { RichText } from '../../dashboards/RichText.tsx';
import { RowHeading } from '../../dashboards/RowHeading.tsx';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { TextField } from '../../dashboards/TextField.tsx';
import { VariableBar } from '../../dashboards/VariableBar.tsx';
import { CHINESE, LONG, SENTENCE } from '../names.ts';
import type { Specimen } from '../specimen.ts';

const nothing = () => {};

const OPTIONS = [LONG, CHINESE, 'gpu-h100-01'].map((name) => ({ text: name, value: name }));
const VARIABLES: readonly Variable[] = [
  {
    kind: 'custom',
    name: 'node',
    options: OPTIONS,
    multi: true,
    includeAll: true,
    selected: ['gpu-h100-01'],
  },
  { kind: 'custom', name: 'long', label: CHINESE, options: OPTIONS, selected: [LONG] },
  { kind: 'textbox', name: 'text', label: 'Text', value: 'H100' },
];
const { resolved } = resolveVariables({ variables: VARIABLES, chosen: {}, answers: new Map(), range: 3600 });
const STATE = { resolved, ready: true, problems: [], failures: [], error: null, retry: nothing };

const annotation = (name: string) => ({ name, enabled: true, expr: 'up' });
const ANNOTATIONS = ['Restarts', CHINESE, LONG].map(annotation);
const MARKS = new Map([
  ['Restarts', { failed: null, marks: [], leftOut: 0 }],
  [LONG, { failed: SENTENCE, marks: [], leftOut: 0 }],
]);

/** What stands on people's dashboards besides panels. */
export const dashboards: readonly Specimen[] = [
  {
    files: ['dashboards/VariableBar.tsx', 'dashboards/VariablePicker.tsx'],
    isWide: true,
    states: {
      'long names, Chinese': <VariableBar state={STATE} onChoose={nothing} />,
      error: (
        <VariableBar
          state={{ ...STATE, failures: [SENTENCE], error: new UnreachableError(null) }}
          onChoose={nothing}
        />
      ),
    },
  },
  {
    files: ['dashboards/AnnotationBar.tsx'],
    isWide: true,
    states: {
      'one failed': (
        <AnnotationBar annotations={ANNOTATIONS} turned={new Set([CHINESE])} onTurn={nothing} marks={MARKS} />
      ),
    },
  },
  {
    files: ['dashboards/RowHeading.tsx'],
    states: {
      open: <RowHeading title="Memory" count={3} folded={false} onToggle={nothing} />,
      'folded, long name': <RowHeading title={LONG} count={3} folded onToggle={nothing} />,
      'without a name': <RowHeading title="" count={0} folded onToggle={nothing} />,
    },
  },
  {
    files: ['dashboards/ReportList.tsx'],
    states: {
      'of every fidelity': (
        <ReportList
          report={[
            { of: 'panel', id: '1', title: 'Power', fidelity: 'exact', reasons: [] },
            {
              of: 'panel',
              id: '2',
              title: LONG,
              fidelity: 'dropped',
              reasons: [{ code: 'panel.kind', params: { type: 'geomap' } }],
            },
            { of: 'variable', id: '3', title: CHINESE, fidelity: 'approximate', reasons: [] },
          ]}
        />
      ),
    },
  },
  {
    files: ['dashboards/RichText.tsx'],
    states: {
      Markdown: (
        <RichText
          format="markdown"
          content={`# ${CHINESE}\n\nA [link](https://example.com), \`code\`, and\n\n- ${LONG}`}
        />
      ),
    },
  },
  {
    files: ['dashboards/TaskError.tsx'],
    states: { 'long name': <TaskError error={new Error(LONG)} /> },
  },
  {
    files: ['dashboards/TextField.tsx'],
    states: {
      plain: <TextField label="Title" value={CHINESE} onChange={nothing} />,
      'with a hint': <TextField label="Id" hint={SENTENCE} value={LONG} onChange={nothing} mono />,
    },
  },
];
