import createPurifier from 'dompurify';
import { marked } from 'marked';

/** What text panels are made of. No scripts, styles, forms or frames; nothing that loads anything; no names and ids. */
const TAGS = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'span', 'br', 'hr', 'blockquote', 'pre', 'code', 'kbd'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption'],
  ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'small', 'sub', 'sup', 'mark', 'abbr', 'center'],
];
const ATTRIBUTES = ['href', 'title', 'colspan', 'rowspan', 'start'];

/** A text panel's content as elements that can do no harm, whatever is in it. */
export function richText(content: string, format: 'markdown' | 'html'): DocumentFragment {
  const html = format === 'html' ? content : marked.parse(content, { async: false, gfm: true });
  const purifier = createPurifier(window);
  purifier.addHook('afterSanitizeAttributes', (node) => {
    if (!(node instanceof HTMLAnchorElement) || !node.hasAttribute('href')) return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
  });
  return purifier.sanitize(withoutPictures(html), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

/** Pictures would be loaded from elsewhere, which tells who looks: a link stands in for each. */
function withoutPictures(html: string): string {
  // A document of its own, in which nothing runs or loads.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const picture of body.querySelectorAll('img')) {
    const link = document.createElement('a');
    const source = picture.getAttribute('src') ?? '';
    if (/^https?:/i.test(source)) link.href = source;
    link.textContent = picture.alt || source.slice(0, 200);
    picture.replaceWith(link);
  }
  return body.innerHTML;
}
