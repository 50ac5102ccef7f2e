// The editor for an exercise's file, made of CodeMirror's parts. What the page does with it is in ../assets/edit.js.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { rust } from '@codemirror/lang-rust';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

/**
 * Puts an editor into `parent`.
 *
 * - `text`: what it holds at first; `label`: its name for a screen reader;
 * - `changed()` is called after each change of the text, `save()` for Ctrl-S or Cmd-S.
 *
 * Colours are those of the page: the parts of the code have the classes `tok-…`, for the style sheet.
 */
export function open(parent, { text, label, changed, save }) {
  const comparison = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // A file keeps the line ends it has.
        EditorState.lineSeparator.of(text.includes('\r\n') ? '\r\n' : '\n'),
        EditorView.lineWrapping,
        lineNumbers(),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentUnit.of('    '),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        rust(),
        syntaxHighlighting(classHighlighter),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: () => (save(), true) },
          ...searchKeymap,
          ...historyKeymap,
          // Escape, then Tab, leaves the editor: CodeMirror then lets the key through.
          indentWithTab,
          ...defaultKeymap,
        ]),
        comparison.of([]),
      ],
    }),
  });

  return {
    get text() {
      return view.state.sliceDoc();
    },

    /** Replaces what differs from `text`, as one step that can be undone. */
    set text(text) {
      const old = view.state.sliceDoc();
      const shorter = Math.min(old.length, text.length);
      let from = 0;
      while (from < shorter && old[from] === text[from]) from += 1;
      let same = 0;
      while (same < shorter - from && old.at(-1 - same) === text.at(-1 - same)) same += 1;
      view.dispatch({ changes: { from, to: old.length - same, insert: text.slice(from, text.length - same) }, annotations: isolateHistory.of('full') });
    },

    /** Shows within the text where it differs from `other`; with null, it is the text alone again. */
    compare(other) {
      const extension = other === null ? [] : unifiedMergeView({ original: other, mergeControls: false, gutter: true });
      view.dispatch({ effects: comparison.reconfigure(extension) });
    },

    /** Marks places of the text: `{line, column, message}`, counted from 1. */
    mark(places) {
      const { doc } = view.state;
      const diagnostics = places.filter(({ line }) => line >= 1 && line <= doc.lines).map(({ line, column, message }) => {
        const { from, to } = doc.line(line);
        const start = Math.min(from + column - 1, to);
        return { from: start, to: view.state.wordAt(start)?.to ?? to, severity: 'error', message };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },

    focus() {
      view.focus();
    },

    close() {
      view.destroy();
    },
  };
}
