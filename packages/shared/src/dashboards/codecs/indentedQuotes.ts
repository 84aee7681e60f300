const OPENING = /^(\s*)(?:- +)*(?:[\w."'-]+ *: +)?(['"])/;

/**
 * The text with lines that continue a quoted value moved to the right. YAML asks for that; the parser of kubectl and of
 * KubeSphere does not, and some of KubeSphere's own dashboards leave it out. Blanks at a line's start don't count there.
 */
export function indentedQuotes(text: string): string {
  let quote: string | undefined;
  let indent = '';
  const lines = text.split('\n').map((line) => {
    if (quote !== undefined) {
      if (closes(line, quote)) quote = undefined;
      return `${indent}  ${line}`;
    }
    const [opening = '', blanks = '', mark] = OPENING.exec(line) ?? [];
    if (mark !== undefined && !closes(line.slice(opening.length), mark)) {
      quote = mark;
      indent = blanks;
    }
    return line;
  });
  return lines.join('\n');
}

/** True if the rest of a quoted value ends on this line; doubled single quotes and escaped double ones don't end it. */
function closes(line: string, quote: string): boolean {
  const rest = quote === "'" ? line.replaceAll("''", '') : line.replace(/\\./g, '');
  return rest.includes(quote);
}
