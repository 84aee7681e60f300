/**
 * What a terminal obeys instead of showing it: C0 and C1 controls, DEL, and what changes the order of writing (Unicode
 * TR 36, 3.2), hides or breaks lines. Line feeds and tabs are left to whoever lays the text out.
 */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const unicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text from elsewhere for a terminal: control characters are shown (`\x1b`, `\u202e`), not obeyed. */
export function printable(text: string): string {
  return text.replace(OBEYED, (character) =>
    character < '\u0100'
      ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
      : unicodeEscape(character),
  );
}

/** JSON that stays the same, and of which a terminal obeys nothing: `JSON.stringify` leaves C1 and bidi controls as they are. */
export function printableJson(json: string): string {
  return json.replace(OBEYED, unicodeEscape);
}
