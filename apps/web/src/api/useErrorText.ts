import type { TFunction } from 'i18next';
import { ApiError, UnreachableError } from './client.ts';

/** What an error means for the reader; `upstream` is what the source behind the server said, word for word. */
export function errorText(error: Error, t: TFunction) {
  if (error instanceof UnreachableError) {
    return { title: t('error.unreachable'), detail: t('error.unreachableDetail') };
  }
  if (!(error instanceof ApiError)) return { title: t('error.unexpected'), detail: error.message };
  const { upstream } = error;
  return {
    title: error.title === '' ? t('error.refused', { status: error.status }) : error.title,
    detail: error.detail,
    upstream:
      upstream === undefined
        ? undefined
        : `${t(`source.${upstream.source}`)}${upstream.status === null ? '' : ` ${upstream.status}`}: ${upstream.message}`,
  };
}
