// Runs checks, several at the same time, and counts.

import { availableParallelism } from 'node:os';
import { stripVTControlCharacters } from 'node:util';

export class Checks {
  passed = 0;
  failed = 0;
  /** What is to be done: each is a list of checks that go one after the other. */
  #units = [];

  /** A check that has nothing to do with the others. */
  add = (name, run) => this.#units.push([[name, run]]);

  /** Checks that use the same things, and so go one after the other; they begin early. Without the first, the others are not run. */
  series(build) {
    const unit = [];
    build((name, run) => unit.push([name, run]));
    this.#units.unshift(unit);
  }

  /** Runs all of them; a failure is told and the others go on. */
  async run() {
    const next = this.#units.values();
    const worker = async () => {
      for (const unit of next) {
        for (const [index, [name, run]] of unit.entries()) {
          // What the first of a series sets up, the others need.
          if (!await this.#one(name, run) && index === 0) break;
        }
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
  }

  /** Whether it holds. */
  async #one(name, run) {
    const start = performance.now();
    try {
      await run();
      this.passed += 1;
      console.log(`ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
      return true;
    } catch (error) {
      this.fail(name, error);
      return false;
    }
  }

  fail(name, error) {
    this.failed += 1;
    const message = stripVTControlCharacters(String(error.message)).trimEnd();
    console.log(`FAILED  ${name}\n${message.replace(/^/gm, '        ')}`);
  }
}
