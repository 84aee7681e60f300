/** A short stroke in a line's colour. */
export function ColourSwatch({ colour }: { colour: string }) {
  return <span aria-hidden className="h-[3px] w-3 shrink-0 rounded-full" style={{ background: colour }} />;
}
