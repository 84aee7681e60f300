import { Button } from '../../components/Button.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { StaleBanner } from '../../components/StaleBanner.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import type { Editor } from './draft/useEditor.ts';
import { editTexts } from './texts.ts';

/** What became of the dashboard while nobody looked: changes that were restored, a version from elsewhere. */
export function EditNotices({ editor, isOutdated }: { editor: Editor; isOutdated: boolean }) {
  const texts = useTexts(editTexts);
  return (
    <>
      {editor.restored !== null && (
        <div
          role="status"
          className="flex flex-wrap items-center gap-2 rounded-card border bg-surface px-3 py-2"
        >
          <span>
            {texts.restored} <RelativeTime time={editor.restored} />
          </span>
          <Button onClick={editor.discard}>{texts.discard}</Button>
        </div>
      )}
      {isOutdated && <StaleBanner>{texts.moved}</StaleBanner>}
    </>
  );
}
