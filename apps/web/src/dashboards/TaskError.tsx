import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';

/** What went wrong with something that the reader started, beside what started it. */
export function TaskError({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (error === null) return null;
  const { title, detail } = errorText(error, t);
  return (
    <p role="alert" className="rounded bg-critical-soft px-3 py-2 break-words text-critical">
      <strong className="font-semibold">{title}.</strong> {detail}
    </p>
  );
}
