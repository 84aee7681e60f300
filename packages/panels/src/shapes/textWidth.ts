const NARROW = /[ijltfrI.,:;'|!()[\]/\- ]/;
const WIDE = /[A-Z0-9mw%+@#&_=~<>]/;
/** From here on scripts write in squares. */
const IDEOGRAPHS = 0x2e80;

/** About as wide as `text` is in a sans serif of `size` pixels; rather more than less. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += emsOf(letter);
  return ems * size;
}

function emsOf(letter: string): number {
  if ((letter.codePointAt(0) ?? 0) >= IDEOGRAPHS) return 1;
  if (NARROW.test(letter)) return 0.33;
  return WIDE.test(letter) ? 0.7 : 0.6;
}

/** Text cut off with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number, size: number): string {
  let ems = 0;
  let at = 0;
  let fitting = 0;
  for (const letter of text) {
    ems += emsOf(letter);
    at += letter.length;
    const isFirst = at === letter.length;
    const isOver = ems * size > width;
    if (isFirst || (!isOver && (ems + emsOf('…')) * size <= width)) fitting = at;
    if (isOver) return `${text.slice(0, fitting)}…`;
  }
  return text;
}
