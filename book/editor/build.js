// Bundles the editor with CodeMirror into one file, which the book ships: ../src/vendor/editor.js.
//
//     npm ci && npm run build        writes it
//     npm ci && npm run check        fails unless the file is what these sources and package-lock.json build

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = new URL('.', import.meta.url);
const bundle = new URL('../src/vendor/editor.js', here);

/** The licences of the packages that have code in the bundle, as a comment; each text once. */
async function notices(inputs) {
  const folders = inputs.map((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  const texts = new Map();
  for (const folder of [...new Set(folders)].filter(Boolean).sort()) {
    const { name, version, license } = JSON.parse(await readFile(new URL(`${folder}/package.json`, here), 'utf8'));
    const file = (await readdir(new URL(`${folder}/`, here))).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file; find out what it asks for`);
    const text = (await readFile(new URL(`${folder}/${file}`, here), 'utf8')).trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, names]) => `${names.join(', ')}\n\n${text}`);
  return `/*\nBuilt from book/editor by \`npm run build\`; do not edit.\nIt holds code of these packages:\n\n${parts.join('\n\n')}\n*/\n`;
}

async function bundled() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(here),
    entryPoints: ['editor.js'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    write: false,
  });
  return (await notices(Object.keys(metafile.inputs))) + outputFiles[0].text;
}

const text = await bundled();
if (!process.argv.includes('--check')) {
  await writeFile(bundle, text);
  console.log(`wrote book/src/vendor/editor.js, ${text.length} bytes`);
} else if (text !== await readFile(bundle, 'utf8').catch(() => '')) {
  console.error('book/src/vendor/editor.js is not what book/editor builds; run `npm ci && npm run build` there');
  process.exitCode = 1;
} else {
  console.log('book/src/vendor/editor.js is what book/editor builds');
}
