import { type ReactNode, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { readStored, writeStored } from '../../state/stored.ts';
import { INSPECTOR } from './inspectorFocus.ts';
import { editTexts } from './texts.ts';
import { useMedia } from './useMedia.ts';

const MODES = ['form', 'yaml', 'both'] as const;
type Mode = (typeof MODES)[number];

const STORED = 'editor.mode';
/** From here on there is room for a form and its YAML beside the panels; from the second on it is taken unasked. */
const WIDE = '(min-width: 1280px)';
const VERY_WIDE = '(min-width: 1700px)';

interface InspectorFrameProps {
  readonly title: string;
  readonly tools?: ReactNode;
  /** On Escape. */
  readonly onLeave?: () => void;
  readonly form: ReactNode;
  readonly yaml: ReactNode;
}

/** One thing as a form, as YAML, or as both beside each other. */
export function InspectorFrame({ title, tools, onLeave, form, yaml }: InspectorFrameProps) {
  const texts = useTexts(editTexts);
  const isWide = useMedia(WIDE);
  const [wanted, setWanted] = useState(storedMode);
  const mode = wanted === 'both' && !isWide ? 'form' : wanted;
  const choose = (next: Mode) => {
    writeStored(STORED, next);
    setWanted(next);
  };
  return (
    <Card
      title={title}
      padded={false}
      className={classNames(
        'h-full shrink-0 overflow-hidden',
        mode === 'both' ? 'lg:w-170' : mode === 'yaml' ? 'lg:w-120' : 'lg:w-100',
      )}
      actions={
        <>
          <fieldset aria-label={texts.editAs} className="flex rounded-md border">
            {MODES.map((one) => (
              <Button
                key={one}
                variant="quiet"
                pressed={mode === one}
                onClick={() => choose(one)}
                className="max-xl:last:hidden !h-7 !px-2"
              >
                {texts.modes[one]}
              </Button>
            ))}
          </fieldset>
          {tools}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape comes from the fields in it */}
      <div
        {...INSPECTOR}
        onKeyDown={(event) => {
          const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target);
          if (event.key === 'Escape' && isOwn && !event.defaultPrevented) onLeave?.();
        }}
        className="flex h-full min-h-0 gap-4 p-4 pt-2"
      >
        {mode !== 'yaml' && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
          <div tabIndex={0} className="min-w-0 flex-1 overflow-y-auto px-0.5">
            {form}
          </div>
        )}
        {mode !== 'form' && <div className="min-w-0 flex-1">{yaml}</div>}
      </div>
    </Card>
  );
}

function storedMode(): Mode {
  const stored = readStored(STORED);
  return MODES.find((one) => one === stored) ?? (window.matchMedia(VERY_WIDE).matches ? 'both' : 'form');
}
