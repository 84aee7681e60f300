import type { Annotation } from '@gpu-console/shared/dashboards';
import { useTexts } from '../i18n/useTexts.ts';
import { isShown } from './isShown.ts';
import { dashboardTexts } from './texts.ts';
import type { MarksByName } from './useCells.tsx';

interface AnnotationBarProps {
  readonly annotations: readonly Annotation[];
  /** Those whose switch the reader turned, by name. */
  readonly turned: ReadonlySet<string>;
  readonly onTurn: (name: string) => void;
  readonly marks: MarksByName;
}

/** A switch for the marks of each annotation, with how many there are. */
export function AnnotationBar({ annotations, turned, onTurn, marks }: AnnotationBarProps) {
  const texts = useTexts(dashboardTexts);
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="sr-only">{texts.annotations}</legend>
      {annotations.map((annotation) => (
        <label key={annotation.name} className="flex min-h-7 min-w-0 items-center gap-1.5 wrap-anywhere">
          <input
            type="checkbox"
            checked={isShown(annotation, turned)}
            onChange={() => onTurn(annotation.name)}
            className="accent-accent"
          />
          {annotation.name}
          <AnnotationCount {...(marks.get(annotation.name) ?? { failed: null, marks: [], leftOut: 0 })} />
        </label>
      ))}
    </fieldset>
  );
}

function AnnotationCount({ failed, marks, leftOut }: NonNullable<ReturnType<MarksByName['get']>>) {
  const texts = useTexts(dashboardTexts);
  const count = marks.length;
  if (failed !== null) return <span className="text-critical">{texts.annotationFailed(failed)}</span>;
  if (count === 0) return null;
  return (
    <span className="text-muted">{leftOut > 0 ? texts.newest(count, count + leftOut) : String(count)}</span>
  );
}
