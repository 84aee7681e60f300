import { CircleHelp } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';

/** What stands in place of a list that could not be read. @param problem why, in the words of who refused */
export function Unread({ title, problem }: { title: string; problem: string | null }) {
  return (
    <EmptyState icon={CircleHelp} title={title}>
      {problem !== null && <span className="font-mono text-sm">{problem}</span>}
    </EmptyState>
  );
}
