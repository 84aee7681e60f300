import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { styleNonce } from '../state/served.ts';

const FONT = { fontFamily: 'var(--font-mono)', fontSize: 'var(--text-sm)', lineHeight: '1.5' };

/** The console's colours, in both themes. */
export const codeTheme = [
  styleNonce === undefined ? [] : EditorView.cspNonce.of(styleNonce),
  EditorView.theme({
    '&': { backgroundColor: 'var(--color-surface)', color: 'var(--color-ink)' },
    '&.cm-focused': { outline: '2px solid var(--color-accent)', outlineOffset: '1px' },
    '.cm-scroller': FONT,
    '.cm-content': { caretColor: 'var(--color-ink)', padding: '6px 0' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--color-ink)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      background: 'var(--color-accent-soft)',
    },
    '.cm-gutters': {
      backgroundColor: 'var(--color-sunken)',
      color: 'var(--color-muted)',
      borderRight: '1px solid var(--color-line)',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-accent-soft)', color: 'inherit' },
    '.cm-tooltip': {
      backgroundColor: 'var(--color-surface)',
      color: 'var(--color-ink)',
      border: '1px solid var(--color-line)',
      borderRadius: '6px',
      boxShadow: 'var(--shadow-float)',
      zIndex: '60',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { ...FONT, maxHeight: '16em' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--color-accent-soft)',
      color: 'var(--color-ink)',
    },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600', color: 'var(--color-accent)' },
    '.cm-completionDetail': { color: 'var(--color-muted)', fontStyle: 'normal' },
    '.cm-diagnostic': { fontFamily: 'var(--font-sans)', padding: '4px 8px' },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--color-critical)' },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--color-critical)',
      textDecorationSkipInk: 'none',
    },
    '.cm-changedText, .cm-insertedLine .cm-changedText': { background: 'var(--color-ok-soft)' },
    '&.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--color-critical-soft)' },
    '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--color-ok-soft)' },
    '&.cm-merge-a .cm-changedText': { background: 'none', fontWeight: '700' },
    '&.cm-merge-b .cm-changedText': { background: 'none', fontWeight: '700' },
    '.cm-collapsedLines': {
      background: 'var(--color-sunken)',
      color: 'var(--color-muted)',
    },
    '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"…"' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      {
        tag: [tags.keyword, tags.operatorKeyword, tags.function(tags.variableName)],
        color: 'var(--color-accent)',
      },
      {
        tag: [tags.propertyName, tags.labelName, tags.definition(tags.propertyName)],
        color: 'var(--color-accent)',
      },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--color-ok)' },
      { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-warning)' },
      { tag: [tags.comment, tags.meta], color: 'var(--color-muted)' },
    ]),
  ),
];
