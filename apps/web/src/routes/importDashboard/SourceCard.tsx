import { INPUT_LIMITS } from '@gpu-console/shared/dashboards/limits';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { classNames } from '../../components/classNames.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { LargeFile } from './LargeFile.ts';

interface SourceCardProps {
  readonly isReading: boolean;
  readonly onRead: (open: () => Promise<string>) => void;
}

/** A character takes at most three bytes in UTF-8, or four for two of JavaScript's. */
const MAX_BYTES = 3 * INPUT_LIMITS.characters;

/** A file to paste, to choose, or to drop. */
export function SourceCard({ isReading, onRead }: SourceCardProps) {
  const texts = useTexts(dashboardTexts);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);

  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file === undefined) return;
    onRead(async () => {
      if (file.size > MAX_BYTES) throw new LargeFile(file.name, file.size, MAX_BYTES);
      const read = await file.text();
      setText(read.length > SHOWN_CHARACTERS ? '' : read);
      return read;
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Card title={texts.source} note={texts.sourceNote}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same */}
      <div
        className={classNames('flex flex-col gap-2 rounded', isOver && 'outline-2 outline-accent')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <textarea
          aria-label={texts.source}
          placeholder={texts.paste}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className="h-36 w-full resize-y rounded-md border bg-surface p-2 font-mono text-sm"
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button disabled={isReading || text.trim() === ''} onClick={() => onRead(async () => text)}>
            {texts.read}
          </Button>
          <Button onClick={() => input.current?.click()}>{texts.chooseFile}</Button>
          <input
            ref={input}
            type="file"
            accept=".yaml,.yml,.json"
            className="hidden"
            aria-label={texts.chooseFile}
            onChange={(event) => {
              take(event.target.files);
              event.target.value = '';
            }}
          />
          <span role="status" className="text-muted">
            {isReading && texts.reading}
          </span>
        </div>
      </div>
    </Card>
  );
}

/** A text area gets slow past this. */
const SHOWN_CHARACTERS = 200_000;
