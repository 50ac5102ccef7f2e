// An exercise's file in the page: opened, saved, and never written over what another editor has saved meanwhile.
//
// The server writes only if the file is still the version that this text began with (`base`). If it is not, the reader
// sees both texts and decides; the one that gives way stays within reach: the page's text in the history of the
// editor, the file's text in a file beside. Text that is not saved yet is kept for this tab, also over a reload.
//
// CodeMirror (vendor/editor.js, built from book/editor) is loaded when the first file is opened.
'use strict';

(() => {
  const { live, make } = globalThis.workbook;
  if (!live) return;

  const draftOf = (id) => `workbook-draft:${id}`;
  const opened = new Set();

  // mdBook declares it on every page.
  const bundle = new URL(`${path_to_root}vendor/editor.js`, location.href).href;

  class Editing extends EventTarget {
    /** The version of the file that the text began with, and that version's text. */
    #base;
    #original;
    #editor = null;
    /** The other text, while the reader has to decide: `{text, version}`. */
    #theirs = null;
    /** Reading and writing go one after the other. */
    #queue = Promise.resolve();

    /** Whether text that was not saved waits for this exercise. */
    static hasDraft(id) {
      return sessionStorage.getItem(draftOf(id)) !== null;
    }

    /** Reads the file of an exercise. The element is to be put into the page, then `start` called. */
    static async open(id) {
      const [module, file] = await Promise.all([import(bundle), read(id)]);
      return new Editing(module, id, file);
    }

    constructor(module, id, { file, text, version }) {
      super();
      [this.module, this.id, this.file] = [module, id, file];
      [this.#base, this.#original] = [version, text];
      const button = (label, onclick) => make('button', { type: 'button', onclick }, label);
      this.saveButton = button('Save', () => this.save());
      this.note = make('span', { class: 'wb-note', role: 'status' });
      this.place = make('div', { class: 'wb-code' });
      this.conflict = make('div', { class: 'wb-conflict', role: 'alert' });
      this.element = make('div', { class: 'wb-editor', role: 'group', 'aria-label': `Editor of ${file}` },
        make('div', { class: 'wb-bar' }, make('code', {}, file), this.note, this.saveButton, button('Close', () => this.#close())),
        this.conflict,
        this.place,
        make('p', { class: 'wb-keys' }, 'Ctrl-S saves, Ctrl-F searches. Tab indents; Escape and then Tab leaves the editor.'));
      // mdBook has shortcuts of its own for bare keys.
      this.element.addEventListener('keydown', (event) => event.stopPropagation());
    }

    start() {
      const draft = JSON.parse(sessionStorage.getItem(draftOf(this.id)));
      const [text, version] = [this.#original, this.#base];
      this.#editor = this.module.open(this.place, {
        text: draft?.text ?? text,
        label: `Text of ${this.file}`,
        changed: () => this.#changed(),
        save: () => this.save(),
      });
      opened.add(this);
      if (draft && draft.base !== version) this.#differ({ text, version });
      else if (!draft) this.#editor.focus();
      this.#changed();
    }

    /** Whether there is text that is not in the file. */
    get unsaved() {
      return this.#theirs !== null || this.#editor.text !== this.#original;
    }

    /** The exercise was judged, or (nothing given) begins to be: the file may have been saved elsewhere. */
    judged(seen) {
      if (!this.#editor) return;
      if (seen && !this.unsaved) this.#editor.mark(places(seen.compiler ?? '', this.file));
      this.look();
    }

    /** Looks whether the file has changed. */
    look() {
      return this.#inTurn(async () => {
        const { text, version } = await read(this.id);
        if (version === (this.#theirs?.version ?? this.#base)) return;
        if (version === this.#base || this.#editor.text === text) this.#agree(text, version, 'saved');
        else if (this.unsaved) this.#differ({ text, version });
        else {
          [this.#base, this.#original] = [version, text];
          this.#editor.text = text;
          this.#tell('read again: the file has changed');
        }
      }).catch(() => {});
    }

    /** Writes the text to the file, if nobody else has. */
    save() {
      if (this.#theirs) {
        this.conflict.querySelector('button').focus();
        return Promise.resolve();
      }
      return this.#write({ text: this.#editor.text, base: this.#base });
    }

    #write(body) {
      return this.#inTurn(async () => {
        this.#tell('saving …');
        const answer = await live.request('PUT', `exercise/${this.id}`, { body });
        const said = answer.status === 409 || answer.ok ? await answer.json() : { error: await answer.text() };
        if (answer.ok) {
          const kept = said.kept ? `saved; the other text is kept as ${said.kept}` : 'saved';
          this.#agree(body.text, said.version, kept);
        } else if (answer.status !== 409) {
          this.#tell(`not saved: ${said.error.trim()}`);
        } else if (said.text === body.text) {
          this.#agree(said.text, said.version, 'saved');
        } else {
          this.#differ(said);
        }
      }).catch((error) => this.#tell(`not saved: the workbook does not answer (${error.message})`));
    }

    #inTurn(job) {
      const done = this.#queue.then(job);
      this.#queue = done.catch(() => {});
      return done;
    }

    /** `text` is in the file. More may have been typed since it was sent. */
    #agree(text, version, note) {
      [this.#base, this.#original, this.#theirs] = [version, text, null];
      this.conflict.replaceChildren();
      this.#editor.compare(null);
      this.#changed();
      if (!this.unsaved) this.#tell(note);
    }

    /** The file holds `theirs`, and this text does not come from it. */
    #differ(theirs) {
      this.#theirs = theirs;
      this.#editor.compare(theirs.text);
      const button = (label, onclick) => make('button', { type: 'button', onclick }, label);
      this.conflict.replaceChildren(
        make('p', {}, make('strong', {}, 'The file has changed in your other editor.'),
          ' Nothing has been overwritten. Below, lines of the file that your text lacks are marked −, and lines that only your text has are marked +.'),
        make('p', { class: 'wb-actions' },
          button('Take the file’s text', () => this.#takeTheirs()),
          button('Keep my text', () => this.#keepMine())),
        make('p', { class: 'wb-keys' }, 'If you take the file’s text, Ctrl-Z brings yours back. If you keep yours, what the file holds now is kept beside it, under another name.'));
      this.#changed();
    }

    #takeTheirs() {
      const { text, version } = this.#theirs;
      this.#editor.compare(null);
      this.#editor.text = text;
      this.#agree(text, version, 'this is the file’s text; Ctrl-Z brings yours back');
      this.#editor.focus();
    }

    #keepMine() {
      const { version } = this.#theirs;
      this.#editor.focus();
      return this.#write({ text: this.#editor.text, base: version, keep: true });
    }

    #changed() {
      const { unsaved } = this;
      this.saveButton.disabled = !unsaved || this.#theirs !== null;
      if (unsaved) {
        sessionStorage.setItem(draftOf(this.id), JSON.stringify({ text: this.#editor.text, base: this.#base }));
        this.#tell(this.#theirs ? 'not saved: decide first' : 'not saved yet');
      } else {
        sessionStorage.removeItem(draftOf(this.id));
        this.#tell('');
      }
    }

    #tell(note) {
      this.note.textContent = note;
    }

    #close() {
      if (this.unsaved && !confirm('Close the editor without saving? The text that you have typed here is then lost.')) return;
      sessionStorage.removeItem(draftOf(this.id));
      opened.delete(this);
      this.#editor.close();
      this.element.remove();
      this.dispatchEvent(new Event('close'));
    }
  }

  async function read(id) {
    const answer = await live.request('GET', `exercise/${id}`);
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer.json();
  }

  /** The places of `file` that the compiler complains about: its `error: …` and the `--> file:line:column` below it. */
  function places(compiler, file) {
    const name = file.split('/').at(-1);
    const found = [];
    let message = null;
    for (const line of compiler.split('\n')) {
      if (/^error(\[E\d+\])?: /.test(line)) message = line;
      else if (/^\S/.test(line)) message = null;
      const [, path, at, column] = (message && line.match(/^\s*--> (.*):(\d+):(\d+)$/)) ?? [];
      if (!path) continue;
      if (path.endsWith(`src/${name}`)) found.push({ line: Number(at), column: Number(column), message });
      message = null;
    }
    return found;
  }

  const unsaved = () => [...opened].some((editing) => editing.unsaved);
  addEventListener('beforeunload', (event) => unsaved() && event.preventDefault());
  live.addEventListener('renew', (event) => unsaved() && event.preventDefault());
  // The other editor is another window: look when the reader comes back from it.
  addEventListener('focus', () => opened.forEach((editing) => editing.look()));
  live.addEventListener('connection', () => live.connected && opened.forEach((editing) => editing.look()));

  globalThis.workbook = { ...globalThis.workbook, Editing };
})();
