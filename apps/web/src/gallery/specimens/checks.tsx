import { CheckResultCard } from '../../checks/CheckResultCard.tsx';
import { Commands } from '../../checks/Commands.tsx';
import { EvidenceTable } from '../../checks/EvidenceTable.tsx';
import { ProblemsCard } from '../../checks/ProblemsCard.tsx';
import { SubjectLink } from '../../checks/SubjectLink.tsx';
import { VerdictBadge } from '../../checks/VerdictBadge.tsx';
import { RESULT } from '../fixtures.ts';
import { CHINESE, LONG } from '../names.ts';
import type { Specimen } from '../specimen.ts';

const { subject } = RESULT;
const BLOCKED_BY = { check: 'node-ready', subject: { ...subject, name: LONG } };
const POD = { kind: 'pod', name: LONG, namespace: 'nlp', node: null } as const;

const PROBLEM = {
  id: RESULT.id,
  severity: 'critical',
  title: { en: LONG, 'zh-CN': CHINESE },
  result: RESULT,
} as const;
const ALERT = { ...PROBLEM, id: 'alert/Hot', severity: 'warning', result: null } as const;

/** What checks found. */
export const checks: readonly Specimen[] = [
  {
    files: ['checks/CheckResultCard.tsx'],
    states: {
      closed: <CheckResultCard result={RESULT} />,
      open: <CheckResultCard result={RESULT} defaultOpen />,
      unknown: (
        <CheckResultCard
          result={{ ...RESULT, verdict: 'unknown', severity: null, variant: null, reason: CHINESE }}
          defaultOpen
        />
      ),
      'waits for another': <CheckResultCard result={{ ...RESULT, blockedBy: BLOCKED_BY }} defaultOpen />,
      'long name': <CheckResultCard result={{ ...RESULT, params: { ...RESULT.params, node: LONG } }} />,
    },
  },
  {
    files: ['checks/ProblemsCard.tsx'],
    states: {
      'checks and an alert': <ProblemsCard problems={[PROBLEM, ALERT]} />,
    },
  },
  {
    files: ['checks/VerdictBadge.tsx'],
    states: {
      pass: <VerdictBadge result={{ verdict: 'pass', severity: null }} />,
      warn: <VerdictBadge result={{ verdict: 'warn', severity: 'warning' }} />,
      fail: <VerdictBadge result={{ verdict: 'fail', severity: 'critical' }} />,
      unknown: <VerdictBadge result={{ verdict: 'unknown', severity: null }} />,
      waits: <VerdictBadge result={{ verdict: 'fail', severity: 'critical', blockedBy: BLOCKED_BY }} />,
    },
  },
  {
    files: ['checks/Commands.tsx'],
    states: {
      one: <Commands commands={['kubectl get nodes']} />,
      'several, long': <Commands commands={RESULT.commands} />,
    },
  },
  {
    files: ['checks/EvidenceTable.tsx'],
    states: { 'long names': <EvidenceTable evidence={RESULT.evidence} /> },
  },
  {
    files: ['checks/SubjectLink.tsx'],
    states: {
      node: <SubjectLink result={RESULT} />,
      'pod, long name': <SubjectLink result={{ ...RESULT, subject: POD }} />,
    },
  },
];
