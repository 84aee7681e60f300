import { useTexts } from '../i18n/useTexts.ts';
import { ApiError, UnreachableError } from './client.ts';
import type { ApiTexts } from './texts.en.ts';
import { apiTexts } from './texts.ts';

/** What an error means for the reader. */
interface ErrorText {
  readonly title: string;
  readonly detail: string;
  /** What the source behind the server said, word for word. */
  readonly upstream?: string | undefined;
}

function errorText(error: Error, texts: ApiTexts): ErrorText {
  if (error instanceof UnreachableError) {
    return { title: texts.unreachable, detail: texts.unreachableDetail };
  }
  if (!(error instanceof ApiError)) return { title: texts.unexpected, detail: error.message };
  const { upstream } = error;
  const missing = Object.entries(texts.missing).find(([code]) => code === error.code)?.[1];
  if (missing !== undefined) return { title: missing, detail: texts.missingDetail(error.detail) };
  return {
    title: error.title === '' ? texts.refused(error.status) : error.title,
    detail: error.detail,
    upstream:
      upstream === undefined
        ? undefined
        : `${texts.sources[upstream.source]}${upstream.status === null ? '' : ` ${upstream.status}`}: ${upstream.message}`,
  };
}

/** Explains errors in the language on screen. */
export function useErrorText(): (error: Error) => ErrorText {
  const texts = useTexts(apiTexts);
  return (error) => errorText(error, texts);
}
