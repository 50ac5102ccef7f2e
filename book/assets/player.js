// <interleaving-player>: steps through a recorded run.
//
// The page already holds the run as a table, and as JSON in a script element (crates/workbook/src/book/player.rs).
// This puts controls, the source and one lane a thread in front; on paper the table is shown again.
// A script may also call `show(trace)` on an empty element. After each step the element fires
// `interleaving-step` with `{step, length}`.
'use strict';

(() => {
  const { Run, Stage, make, withCode } = globalThis.workbook;

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
      this.stage.draw(this.step, {
        last: this.hasAttribute('reveal') ? this.furthest : Infinity,
        failed: this.#failed && this.#atEnd,
      });
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
      this.stage = new Stage(this.run, (step) => this.go(step));
      this.ending = make('div', { class: 'ip-ending' });
      return make('div', { class: 'ip' },
        make('p', { class: 'ip-title' }, this.title_),
        make('div', { class: 'ip-controls' }, ...Object.values(this.buttons), this.slider, this.position),
        this.sentence,
        this.stage.panes,
        this.stage.facts,
        this.ending,
        this.stage.legend);
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
  }

  customElements.define('interleaving-player', InterleavingPlayer);
})();
