// Builds the browser's half into the static folder. Fonts and libraries come from node_modules; nothing comes from the network.
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const shown = join(here, "../src/pentimento/web/static/dist");
const out = `${shown}.${process.pid}`; // built beside, then put in place: whoever is being served misses nothing
const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "linked", // licences travel with the code they cover
  target: ["chrome120", "firefox121", "safari17.4"],
  logLevel: "warning",
  outdir: out,
};

/** Name every file with its SHA-256; whoever finds this file finds a whole build, and its addresses change with it. */
function listing(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const started = performance.now();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ["app", "room", "canvas", "replay", "viewer", "wall", "beside", "thread", "ledger", "phone"].map((name) => join(here, `src/${name}.ts`)),
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
  }),
  // One file each: first.js runs before anything else, replay-file.js is put into pages that leave the record.
  build({ ...common, entryPoints: ["first", "replay-file"].map((name) => join(here, `src/${name}.ts`)), format: "iife" }),
  build({
    ...common,
    entryPoints: [join(here, "css/app.css")],
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]", // no hash: fonts change with their package, and the page asks for one ahead by name
  }),
  cp(join(here, "static"), out, { recursive: true }),
  // The fonts' licence asks to travel with them.
  ...["inter", "source-serif-4"].map((name) =>
    cp(join(here, `../node_modules/@fontsource-variable/${name}/LICENSE`), join(out, `fonts/${name}-LICENSE.txt`)),
  ),
]);
await writeFile(join(out, "manifest.json"), JSON.stringify(Object.fromEntries(listing(out)), null, 1) + "\n");
await rm(`${out}.old`, { recursive: true, force: true });
await rename(shown, `${out}.old`).catch((fault) => {
  if (fault.code !== "ENOENT") throw fault;
});
await rename(out, shown);
await rm(`${out}.old`, { recursive: true, force: true });
console.log(`Front end built in ${((performance.now() - started) / 1000).toFixed(1)} s. A running server shows it once it is started again.`);
