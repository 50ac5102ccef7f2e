// <workbook-quiz>: a question that can be answered on the page.
//
// The page holds the question, a list of answers and, folded away, which are right and why
// (crates/workbook/src/book/quiz.rs). This makes a form of the answers; on paper the lists are shown again.
// What was answered is kept in this browser, until the question changes.
'use strict';

(() => {
  const { make } = globalThis.workbook;

  /** Every question of the page, for the score. */
  const all = [];

  /** What was answered, by the name of the question. A browser may refuse to keep it. */
  const store = {
    key: (name) => `workbook-quiz/${name}`,
    read(name, hash) {
      try {
        const kept = JSON.parse(localStorage.getItem(this.key(name)));
        return kept?.hash === hash ? kept : null;
      } catch {
        return null;
      }
    },
    write(name, answer) {
      try {
        if (answer) localStorage.setItem(this.key(name), JSON.stringify(answer));
        else localStorage.removeItem(this.key(name));
      } catch {
        // The answer is then forgotten with the page.
      }
    },
  };

  /** Copies of what an element holds, fit to stand on the page a second time. */
  function copies(element) {
    const copy = element.cloneNode(true);
    for (const button of copy.querySelectorAll('.buttons')) button.remove();
    for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
    return copy.childNodes;
  }

  const count = (number, one, several) => (number === 1 ? `1 ${one}` : `${number} ${several}`);

  class WorkbookQuiz extends HTMLElement {
    connectedCallback() {
      if (this.form) return;
      this.several = this.dataset.kind === 'several';
      const reasons = this.querySelectorAll(':scope > .quiz-key > ol > li');
      const texts = this.querySelectorAll(':scope > .quiz-answers > li');
      this.choices = [...texts].map((text, index) => this.#choice(index, text, reasons[index]));
      this.append(this.#frame());
      this.classList.add('quiz-live');
      all.push(this);
      const kept = store.read(this.dataset.name, this.dataset.hash);
      for (const index of kept?.chosen ?? []) this.choices[index].input.checked = true;
      this.#show(kept?.result ?? null);
    }

    /** One answer: what is clicked, and the reason that is told afterwards. */
    #choice(index, text, told) {
      const id = `${this.id}-${index}`;
      const input = make('input', { type: this.several ? 'checkbox' : 'radio', name: this.id, value: index, 'aria-describedby': `${id}-reason` });
      const letter = make('span', { class: 'quiz-letter', 'aria-hidden': 'true' }, String.fromCharCode(65 + index));
      const label = make('label', {}, input, letter, make('span', { class: 'quiz-text' }, ...copies(text)));
      const reason = make('div', { class: 'quiz-reason', id: `${id}-reason` });
      const right = told.classList.contains('quiz-right');
      return { input, reason, told, right, row: make('div', { class: 'quiz-choice' }, label, reason) };
    }

    #frame() {
      const question = this.querySelector(':scope > .quiz-question');
      question.id = `${this.id}-question`;
      this.fieldset = make('fieldset', { 'aria-describedby': question.id },
        make('legend', {}, this.several ? 'Choose all that are right' : 'Choose one'),
        ...this.choices.map(({ row }) => row));
      // One button for both, so that the focus stays where it is.
      this.main = make('button', { type: 'submit' });
      this.reveal = make('button', { type: 'button', onclick: () => this.#reveal() }, this.several ? 'Show the answers' : 'Show the answer');
      this.result = make('p', { class: 'quiz-result', role: 'status' });
      this.source = make('p', { class: 'quiz-source' });
      this.score = make('p', { class: 'quiz-score' });
      this.form = make('form', { class: 'quiz-form', onsubmit: (event) => this.#submit(event) },
        this.fieldset, make('div', { class: 'quiz-buttons' }, this.main, this.reveal, this.score), this.result, this.source);
      return this.form;
    }

    get #chosen() {
      return this.choices.filter(({ input }) => input.checked);
    }

    #submit(event) {
      event.preventDefault();
      if (this.state) return this.#retry();
      if (!this.#chosen.length) {
        this.result.textContent = 'Choose an answer first.';
        return;
      }
      this.#keep(this.choices.every(({ input, right }) => input.checked === right) ? 'right' : 'wrong');
    }

    #reveal() {
      this.#keep('shown');
      this.main.focus();
    }

    #retry() {
      if (this.state !== 'wrong') for (const { input } of this.choices) input.checked = false;
      this.#keep(null);
      (this.#chosen[0] ?? this.choices[0]).input.focus();
    }

    #keep(state) {
      const chosen = this.choices.flatMap(({ input }, index) => (input.checked ? [index] : []));
      store.write(this.dataset.name, state && { hash: this.dataset.hash, chosen, result: state });
      this.#show(state);
    }

    /** Before the check nothing is told; of a wrong answer, only what was chosen; in the end everything. */
    #show(state) {
      this.state = state;
      this.dataset.state = state ?? 'open';
      this.fieldset.disabled = state !== null;
      const everything = state === 'right' || state === 'shown';
      for (const { input, reason, told, right, row } of this.choices) {
        const shown = everything || (state === 'wrong' && input.checked);
        row.className = shown ? `quiz-choice ${right ? 'quiz-right' : 'quiz-wrong'}` : 'quiz-choice';
        reason.replaceChildren(...(shown ? copies(told) : []));
      }
      this.main.textContent = state ? 'Try again' : 'Check';
      this.reveal.hidden = state !== 'wrong';
      this.result.textContent = this.#told(state);
      const computed = this.querySelector(':scope > .quiz-key > .quiz-computed');
      this.source.replaceChildren(...(everything && computed ? copies(computed) : []));
      score();
    }

    #told(state) {
      if (state === 'right') return 'Right.';
      if (state !== 'wrong') return '';
      if (!this.several) return 'Not this one.';
      const wrong = this.choices.filter(({ input, right }) => input.checked && !right).length;
      const missing = this.choices.filter(({ input, right }) => !input.checked && right).length;
      const parts = [];
      if (wrong) parts.push(`${count(wrong, 'answer', 'answers')} too many`);
      if (missing) parts.push(`${count(missing, 'answer is', 'answers are')} missing`);
      return `Not yet: ${parts.join(', ')}.`;
    }
  }

  /** Under each question: how many of the page's questions were answered rightly. */
  function score() {
    const right = all.filter((quiz) => quiz.state === 'right').length;
    const text = all.length > 1 ? `${right} of ${all.length} on this page` : '';
    for (const quiz of all) quiz.score.textContent = text;
  }

  customElements.define('workbook-quiz', WorkbookQuiz);
})();
