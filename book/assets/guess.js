// <workbook-guess>: the reader guesses, then sees what was measured.
//
// The page holds the plot, folded away (crates/workbook/src/book/plot.rs). This asks for a number for each of its rows,
// typed or drawn on the plot's own axis, and then marks the guesses in the picture and in the table. They are kept in
// this browser until the rows change.
'use strict';

(() => {
  const { make } = globalThis.workbook;

  /** How far off a guess may be to count as near. */
  const NEAR = 1.5;
  /** Steps of a slider, from one end of the axis to the other. */
  const STEPS = 240;
  const SVG = 'http://www.w3.org/2000/svg';

  /** What was guessed, by the name of the plot. A browser may refuse to keep it. */
  const store = {
    key: (name) => `workbook-guess/${name}`,
    read(name, rows) {
      try {
        const kept = JSON.parse(localStorage.getItem(this.key(name)));
        return JSON.stringify(kept?.rows) === JSON.stringify(rows) ? kept.guesses : null;
      } catch {
        return null;
      }
    },
    write(name, rows, guesses) {
      try {
        if (guesses) localStorage.setItem(this.key(name), JSON.stringify({ rows, guesses }));
        else localStorage.removeItem(this.key(name));
      } catch {
        // The guesses are then forgotten with the page.
      }
    },
  };

  /** Two digits that mean something. */
  const short = (number) => String(Number(number.toPrecision(2)));

  class WorkbookGuess extends HTMLElement {
    connectedCallback() {
      if (this.form) return;
      this.answer = this.querySelector('.guess-key');
      this.svg = this.querySelector('svg');
      const { low, high, left, right } = this.svg.dataset;
      this.axis = { low: Number(low), high: Number(high), left: Number(left), right: Number(right) };
      this.rows = [...this.svg.querySelectorAll('g[data-label]')].map((group, index) => this.#row(group, index));
      this.labels = this.rows.map(({ label }) => label);
      this.prepend(this.#frame());
      this.#show(store.read(this.dataset.name, this.labels));
    }

    /** From 0 at the left end of the axis to 1 at the right. */
    #share(value) {
      const { low, high } = this.axis;
      return Math.min(1, Math.max(0, Math.log(value / low) / Math.log(high / low)));
    }

    /** A row of the plot, with a slider and a field for its guess: what is done to one is seen in the other. */
    #row(group, index) {
      const { label, value, y } = group.dataset;
      const id = `guess-${this.dataset.name}-${index}`;
      const { low, high } = this.axis;
      const drawn = () => {
        field.value = short(low * (high / low) ** (slider.value / STEPS));
        told();
      };
      const typed = () => {
        if (field.value > 0) slider.value = Math.round(this.#share(field.value) * STEPS);
        told();
      };
      const told = () => {
        slider.setAttribute('aria-valuetext', field.value ? `${field.value} times as long` : 'no guess yet');
        slider.classList.toggle('guess-made', field.value !== '');
      };
      const field = make('input', { type: 'number', id, min: 0, step: 'any', inputmode: 'decimal', autocomplete: 'off', oninput: typed });
      const slider = make('input', { type: 'range', min: 0, max: STEPS, value: Math.round(this.#share(1) * STEPS), 'aria-label': `${label}, drawn`, oninput: drawn });
      const set = (guess) => {
        field.value = guess ?? '';
        slider.value = Math.round(this.#share(guess ?? 1) * STEPS);
        told();
      };
      const cells = this.querySelectorAll('tbody tr')[index];
      const asked = make('div', { class: 'guess-row' }, make('label', { for: id }, label), slider, field);
      told();
      return { label, group, y, value: value === undefined ? null : Number(value), cells, asked, field, set };
    }

    #frame() {
      const { low, high } = this.axis;
      this.asked = make('fieldset', {},
        make('legend', {}, 'Your guess'),
        make('p', {}, `How many times as long does each take? 1 is as long, 0.5 is half as long. Draw or type; the sliders go from ${short(low)} to ${short(high)}.`),
        ...this.rows.map(({ asked }) => asked));
      // One button for both, so that the focus stays where it is.
      this.main = make('button', { type: 'submit' });
      this.result = make('p', { class: 'guess-result', role: 'status' });
      this.form = make('form', { class: 'guess-form', novalidate: '', onsubmit: (event) => this.#submit(event) }, this.asked, this.main, this.result);
      return this.form;
    }

    #submit(event) {
      event.preventDefault();
      const guesses = this.guesses ? null : this.rows.map(({ field }) => (field.value > 0 ? Number(field.value) : null));
      if (guesses?.every((guess) => guess === null)) {
        this.result.textContent = 'Guess one of them at least.';
        return;
      }
      store.write(this.dataset.name, this.labels, guesses);
      this.#show(guesses);
    }

    /** Before there are guesses, the fields; then the plot, with the guesses in it. */
    #show(guesses) {
      this.guesses = guesses;
      this.asked.hidden = guesses !== null;
      this.answer.hidden = guesses === null;
      this.answer.open = guesses !== null;
      this.main.textContent = guesses ? 'Guess again' : 'Show what was measured';
      for (const mark of this.querySelectorAll('.plot-guess, .guess-cell')) mark.remove();
      if (!guesses) {
        this.result.textContent = '';
        return;
      }
      this.querySelector('thead tr').append(make('th', { scope: 'col', class: 'guess-cell' }, 'your guess'));
      for (const [index, row] of this.rows.entries()) {
        const guess = guesses[index];
        row.set(guess);
        row.cells.append(make('td', { class: 'guess-cell' }, guess === null ? '' : short(guess)));
        if (guess !== null) row.group.append(this.#mark(guess, Number(row.y)));
      }
      this.result.textContent = this.#told(guesses);
    }

    /** A diamond where the guess is. */
    #mark(guess, y) {
      const { left, right } = this.axis;
      const x = left + (right - left) * this.#share(guess);
      const mark = document.createElementNS(SVG, 'path');
      mark.setAttribute('class', 'plot-guess');
      mark.setAttribute('d', `M${x} ${y - 7}l6 7l-6 7l-6 -7z`);
      return mark;
    }

    #told(guesses) {
      const asked = this.rows.flatMap(({ value }, index) => (value && guesses[index] ? [Math.abs(Math.log(guesses[index] / value))] : []));
      const near = asked.filter((off) => off <= Math.log(NEAR)).length;
      return `${near} of ${asked.length} ${asked.length === 1 ? 'guess' : 'guesses'} at most ${NEAR} times too high or too low. The diamonds are yours.`;
    }
  }

  customElements.define('workbook-guess', WorkbookGuess);
})();
