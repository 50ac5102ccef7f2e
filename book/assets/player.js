// <interleaving-player>: steps through a recorded run.
//
// The page already holds the run as a table, and as JSON in a script element (crates/workbook/src/book/player.rs).
// This puts controls, the source and one lane a thread in front; on paper the table is shown again.
// A script may also call `show(trace)` on an empty element. After each step the element fires
// `interleaving-step` with `{step, length}`.
'use strict';

(() => {
  const { Run } = globalThis.workbook;

  /** Source and lanes stand side by side up to this many characters in a source line, and in all lanes together. */
  const SIDE_BY_SIDE = { source: 46, lanes: 54 };
  /** Lanes have one of this many colours. */
  const COLOURS = 6;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const laneClass = (thread) => `ip-thread-${thread % COLOURS}`;

  /** `text` with `code` between backticks as elements. */
  const withCode = (text) => text.split('`').map((part, index) => (index % 2 ? make('code', {}, part) : part));

  /** `text` that may break behind each underscore, so that `compare_exchange` fits a narrow lane. */
  const breakable = (text) => text.split(/(?<=_)/).flatMap((part) => [part, make('wbr')]);

  class InterleavingPlayer extends HTMLElement {
    connectedCallback() {
      const data = this.querySelector(':scope > script[type="application/json"]');
      if (!this.run && data) this.show(JSON.parse(data.textContent));
    }

    /** Shows a run from its beginning. */
    show(trace) {
      this.run = new Run(trace);
      this.step = 0;
      this.furthest = 0;
      this.file = undefined;
      this.querySelector(':scope > .ip')?.remove();
      this.classList.add('ip-live');
      this.setAttribute('role', 'group');
      this.setAttribute('aria-roledescription', 'recorded run');
      this.setAttribute('aria-label', this.title_);
      // A click anywhere inside makes the keys work; the tab key goes to the buttons.
      this.tabIndex = -1;
      this.onkeydown = (event) => this.#key(event);
      this.append(this.#frame());
      this.go(0);
    }

    /** Goes to the state after `step` steps; a number too large is the last. */
    go(step) {
      this.step = Math.max(0, Math.min(this.run.length, step));
      this.furthest = Math.max(this.furthest, this.step);
      this.#drawControls();
      this.#drawSentence();
      this.#drawSource();
      this.#drawLanes();
      this.#drawFacts();
      this.dispatchEvent(new CustomEvent('interleaving-step', { bubbles: true, detail: { step: this.step, length: this.run.length } }));
    }

    get title_() {
      return this.dataset.title ?? this.run.trace.test ?? 'A recorded run';
    }

    get #failed() {
      return this.run.trace.verdict !== 'PASSED';
    }

    get #atEnd() {
      return this.step === this.run.length;
    }

    #key(event) {
      const target = { ArrowLeft: this.step - 1, ArrowRight: this.step + 1, Home: 0, End: Infinity }[event.key];
      if (target === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      // mdBook turns the page on the arrow keys.
      event.stopPropagation();
      this.go(target);
    }

    #frame() {
      const button = (label, key, target) =>
        make('button', { type: 'button', title: `${label} (${key})`, onclick: () => this.go(target()) }, label);
      this.buttons = {
        first: button('First', 'Home key', () => 0),
        back: button('Back', 'left arrow key', () => this.step - 1),
        next: button('Next', 'right arrow key', () => this.step + 1),
        last: button('Last', 'End key', () => Infinity),
      };
      const { length } = this.run;
      this.slider = make('input', { type: 'range', min: 0, max: length, value: 0, 'aria-label': 'Step', oninput: () => this.go(Number(this.slider.value)) });
      this.position = make('span', { class: 'ip-position' });
      this.sentence = make('div', { class: 'ip-sentence', 'aria-live': 'polite', 'aria-atomic': 'true' });
      this.fileName = make('p', { class: 'ip-file' });
      this.code = make('div', { class: 'ip-code', role: 'group', tabindex: 0 });
      this.source = make('div', { class: 'ip-source' }, this.fileName, this.code);
      this.lanes = make('div', { class: 'ip-lanes', role: 'group', tabindex: 0, 'aria-label': 'The run, one lane a thread' }, this.#table());
      this.facts = make('dl', { class: 'ip-facts' });
      this.ending = make('div', { class: 'ip-ending' });
      return make('div', { class: 'ip' },
        make('p', { class: 'ip-title' }, this.title_),
        make('div', { class: 'ip-controls' }, ...Object.values(this.buttons), this.slider, this.position),
        this.sentence,
        make('div', { class: this.#fitsSideBySide() ? 'ip-panes ip-side-by-side' : 'ip-panes' }, this.source, this.lanes),
        this.facts,
        this.ending,
        make('p', { class: 'ip-legend' }, ...legend(this.run)));
    }

    /** Whether source and lanes have room beside each other. */
    #fitsSideBySide() {
      const files = new Set(this.run.events.map((_, index) => this.run.file(index + 1)).filter(Boolean));
      const rows = [...files].flatMap((file) => this.run.source(file)).filter(Boolean);
      const longest = (texts) => Math.max(0, ...texts.map((text) => text.length));
      return longest(rows.map((row) => row.text)) <= SIDE_BY_SIDE.source
        && longest(this.run.events.map((event) => event.text)) * this.run.threads.length <= SIDE_BY_SIDE.lanes;
    }

    #table() {
      const head = this.run.threads.map((name, thread) => make('th', { scope: 'col', class: laneClass(thread) }, name));
      this.rows = this.run.events.map((event, index) => {
        const cells = this.run.threads.map((_, thread) => this.#cell(event, index + 1, thread));
        return make('tr', { onclick: () => this.go(index + 1) }, make('th', { scope: 'row' }, String(index + 1)), ...cells);
      });
      return make('table', { style: `--lanes: ${head.length}` },
        make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, make('span', { class: 'ip-unseen' }, 'Step')), ...head)),
        make('tbody', {}, ...this.rows));
    }

    /** One lane at one step: the line of the thread, thick while it holds something, hatched while it waits. */
    #cell(event, step, thread) {
      const here = event.thread === thread;
      const [before, after] = [this.run.state(step - 1).threads[thread], this.run.state(step).threads[thread]];
      const classes = ['ip-lane', laneClass(thread)];
      if (after.begun && !before.ended) classes.push('ip-runs');
      if (here && !before.begun) classes.push('ip-begins');
      if (here && after.ended) classes.push('ip-ends');
      if (before.holds.length || after.holds.length) classes.push('ip-holds');
      if (!before.holds.length) classes.push('ip-takes');
      if (!after.holds.length) classes.push('ip-gives');
      if (after.blocked) classes.push('ip-waits');
      const cell = make('td', { class: classes.join(' ') });
      if (here) cell.append(make('span', { class: `ip-event ip-op-${event.op}` }, ...breakable(event.text)));
      return cell;
    }

    #drawControls() {
      const { first, back, next, last } = this.buttons;
      // Not `disabled`: a button that is disabled while it has the focus loses it, and the keys with it.
      for (const button of [first, back]) button.setAttribute('aria-disabled', this.step === 0);
      for (const button of [next, last]) button.setAttribute('aria-disabled', this.#atEnd);
      this.slider.value = this.step;
      this.position.textContent = `step ${this.step} of ${this.run.length}`;
      this.slider.setAttribute('aria-valuetext', this.position.textContent);
    }

    #drawSentence() {
      const { verdict, message } = this.run.trace;
      const begin = this.hasAttribute('reveal')
        ? 'What happens first? Decide, then press Next or the right arrow key.'
        : 'Before the first step. Press Next or the right arrow key.';
      const lines = [make('p', {}, ...withCode(this.run.sentence(this.step) || begin))];
      if (this.#atEnd) lines.push(make('p', { class: 'ip-verdict' }, this.#verdictName(verdict), ': ', ...withCode(message)));
      this.sentence.replaceChildren(...lines);
      this.sentence.classList.toggle('ip-bad', this.#atEnd && this.#failed);
      this.ending.replaceChildren(...(this.#atEnd ? this.#details() : []));
    }

    /** The name, as a link to its meaning where the page underneath has one. */
    #verdictName(verdict) {
      const link = this.querySelector(':scope > .verdict a');
      return make('strong', {}, link ? make('a', { href: link.getAttribute('href') }, verdict) : verdict);
    }

    /** What the report says beyond its first line, and how the run was found. */
    #details() {
      const { details = [] } = this.run.trace;
      const parts = details.length ? [make('ul', {}, ...details.map((detail) => make('li', {}, ...withCode(detail))))] : [];
      if (this.run.origin) parts.push(make('p', {}, this.run.origin));
      return parts;
    }

    #drawSource() {
      const file = this.run.file(this.step);
      if (file !== this.file) this.#layOutSource(file);
      const state = this.run.state(this.step);
      const event = this.run.events[this.step - 1];
      for (const [line, row] of this.lines) {
        const here = state.threads.map((thread, index) => ({ ...thread, index }))
          .filter(({ place, ended }) => place?.file === file && place.line === line && !ended);
        const current = event?.file === file && event.line === line;
        row.classList.toggle('ip-current', current);
        row.classList.toggle('ip-stuck', here.some((thread) => thread.blocked));
        if (current) row.setAttribute('aria-current', 'step');
        else row.removeAttribute('aria-current');
        row.querySelector('.ip-badges').replaceChildren(
          ...here.map(({ index }) => make('b', { class: `ip-badge ${laneClass(index)}` }, this.run.threads[index])));
      }
      scrollTo(this.code, this.code.querySelector('.ip-current'));
    }

    #layOutSource(file) {
      this.file = file;
      this.source.hidden = !file;
      this.lines = new Map();
      if (!file) return;
      const rows = this.run.source(file).map((row) => {
        if (!row) return make('div', { class: 'ip-gap', 'aria-hidden': 'true' });
        const line = make('div', { class: 'ip-line' }, make('span', { class: 'ip-number' }, String(row.line)), make('code', {}, row.text || ' '), make('span', { class: 'ip-badges' }));
        this.lines.set(row.line, line);
        return line;
      });
      this.fileName.textContent = file;
      this.code.setAttribute('aria-label', `Source of ${file}`);
      this.code.replaceChildren(make('div', { class: 'ip-lines' }, ...rows));
    }

    #drawLanes() {
      const hidden = this.hasAttribute('reveal') ? this.furthest : Infinity;
      for (const [index, row] of this.rows.entries()) {
        row.classList.toggle('ip-current', index + 1 === this.step);
        row.classList.toggle('ip-failed', this.#failed && index + 1 === this.run.length && this.#atEnd);
        row.classList.toggle('ip-future', index + 1 > this.step);
        row.hidden = index + 1 > hidden;
      }
      scrollTo(this.lanes, this.rows[this.step - 1]?.querySelector('.ip-event'));
    }

    #drawFacts() {
      const facts = this.run.facts(this.step).map(({ name, text, waiting }) =>
        make('div', { class: waiting ? 'ip-fact ip-stuck' : 'ip-fact' }, make('dt', {}, name), make('dd', {}, text)));
      this.facts.replaceChildren(...facts);
    }
  }

  /** Scrolls `pane`, and never the page, until `target` is in its middle; sideways only if it is out of sight. */
  function scrollTo(pane, target) {
    if (!target) {
      pane.scrollTo(0, 0);
      return;
    }
    const [outer, inner] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
    const visible = inner.left >= outer.left && inner.right <= outer.right;
    const sideways = visible || inner.width > outer.width ? 0 : inner.left - outer.left - (outer.width - inner.width) / 2;
    pane.scrollBy(sideways, inner.top - outer.top - (outer.height - inner.height) / 2);
  }

  /** Explains the marks that this run uses. */
  function legend(run) {
    const events = run.events;
    const parts = [];
    if (events.some((event) => event.holds?.length)) parts.push(make('span', { class: 'ip-key ip-key-holds' }, 'thick: holds a lock'));
    if (run.states.some((state) => state.threads.some((thread) => thread.blocked))) parts.push(make('span', { class: 'ip-key ip-key-waits' }, 'hatched: waits'));
    return parts;
  }

  customElements.define('interleaving-player', InterleavingPlayer);
})();
