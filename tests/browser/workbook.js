// The workbook itself, serving a copy of this repository: no test touches the exercises of the one it is in.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
/** What is no part of the copy. */
const LEFT_OUT = new Set(['.git', '.workbook', 'target', 'node_modules']);

export class Workbook {
  #binary;
  #process = null;
  #port = 0;

  constructor(binary) {
    this.#binary = resolve(binary);
    const place = join(resolve(process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target')), 'browser');
    [this.root, this.target] = [join(place, 'workspace'), join(place, 'target')];
  }

  /** Makes the copy and serves it. */
  async start() {
    const [wanted, there] = [await files(REPOSITORY), new Set(await files(this.root))];
    for (const path of wanted) {
      const text = await readFile(join(REPOSITORY, path));
      // What is the same stays as old as it is: cargo then builds `interleave` only when it has changed.
      if (there.delete(path) && text.equals(await readFile(join(this.root, path)))) continue;
      await mkdir(dirname(join(this.root, path)), { recursive: true });
      await writeFile(join(this.root, path), text);
    }
    for (const path of there) await rm(join(this.root, path));
    await this.#build();
    await rm(join(this.root, '.workbook'), { recursive: true, force: true });
    await this.serve();
  }

  /** Has cargo build what answers are linked with: that is done once, and takes a minute on a busy machine. */
  async #build() {
    const child = spawn(this.#binary, ['--root', this.root, 'check', 'locks/counter'], {
      env: { ...process.env, CARGO_TARGET_DIR: this.target },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((done, fail) => child.once('error', fail).once('exit', done));
    assert.equal(code, 1, 'the exercise is judged, and as shipped it does not pass');
  }

  /** Starts the server; the second time on the port that it had before. */
  async serve() {
    const said = [];
    const child = spawn(this.#binary, ['--no-open', '--port', String(this.#port), '--root', this.root], {
      env: { ...process.env, CARGO_TARGET_DIR: this.target },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.on('data', (data) => said.push(String(data)));
    this.#process = child;
    const lines = createInterface({ input: child.stdout });
    await new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`${this.#binary} ended with ${code}; it said:\n${said.join('\n')}`)));
      lines.on('line', (line) => {
        said.push(line);
        const port = line.match(/http:\/\/127\.0\.0\.1:(\d+)\//)?.[1];
        if (port) this.#port = Number(port);
        if (line.startsWith('Built ')) done();
        if (line.includes('does not build')) fail(new Error(`the book does not build:\n${said.join('\n')}`));
      });
    });
    this.address = `http://127.0.0.1:${this.#port}/`;
  }

  /** Ends the server as Ctrl-C does. */
  async stop() {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    assert.equal(await ended, 0, 'the workbook ends in peace on Ctrl-C');
  }

  read(path) {
    return readFile(join(this.root, path), 'utf8');
  }

  /** Saves a file as an editor does: written beside, then renamed. */
  async write(path, text) {
    const place = join(this.root, path);
    await writeFile(`${place}.new`, text);
    await rename(`${place}.new`, place);
  }

  /** The names in a folder. */
  list(path) {
    return readdir(join(this.root, path));
  }

  remove(path) {
    return rm(join(this.root, path));
  }
}

/** The paths of all files in `folder` that belong into the copy. */
async function files(folder, inside = '') {
  const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => []);
  const wanted = entries.filter(({ name }) => !LEFT_OUT.has(name));
  const paths = wanted.map((entry) => (entry.isDirectory() ? files(folder, join(inside, entry.name)) : [join(inside, entry.name)]));
  return (await Promise.all(paths)).flat();
}
