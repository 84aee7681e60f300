const NARROW = /[ijltfrI.,:;'|!()[\]/\- ]/;
const WIDE = /[A-Z0-9mw%+@#&_=~<>]/;
/** From here on scripts write in squares. */
const IDEOGRAPHS = 0x2e80;

/** About as wide as `text` is in a sans serif of `size` pixels; rather more than less. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) {
    if ((letter.codePointAt(0) ?? 0) >= IDEOGRAPHS) ems += 1;
    else if (NARROW.test(letter)) ems += 0.33;
    else ems += WIDE.test(letter) ? 0.7 : 0.6;
  }
  return ems * size;
}

/** Text cut off with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}
