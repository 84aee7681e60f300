import { apiTexts } from '../api/texts.ts';
import { useErrorText } from '../api/useErrorText.ts';
import { useTexts } from '../i18n/useTexts.ts';

/** What went wrong with something that the reader started, beside what started it. */
export function TaskError({ error }: { error: Error | null }) {
  const errorText = useErrorText();
  const { sentence } = useTexts(apiTexts);
  if (error === null) return null;
  const { title, detail } = errorText(error);
  return (
    <p role="alert" className="rounded bg-critical-soft px-3 py-2 break-words text-critical">
      <strong className="font-semibold">{sentence(title)}</strong> {detail}
    </p>
  );
}
