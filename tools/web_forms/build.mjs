// Bundles @getodk/web-forms and vue into static/fieldwork/vendor/web-forms/. Run: npm ci --ignore-scripts && npm run build
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, "../../src/netral/apps/fieldwork/static/fieldwork/vendor/web-forms");
const ENGINE = join(HERE, "node_modules/@getodk/web-forms/dist");
const OURS = 'import netralFileUpload from "netral:file_upload.js"; import netralMoment from "netral:moment_input.js";\n';
const changes = JSON.parse(await readFile(join(HERE, "changes.json"), "utf8"));

/** Put every named change into the engine's text; one that fits nowhere, or too often, stops the build. */
function changed(text) {
  return [...changes.code, ...changes.words].reduce((whole, { from, to, times = 1 }) => {
    const found = whole.split(from).length - 1;
    if (found !== times) throw new Error(`${JSON.stringify(from)} stands ${found} times, not ${times}`);
    return whole.split(from).join(to);
  }, text);
}

/** Take the style sheet out of the script, without the fonts: the page has its own. */
async function styles() {
  const text = await readFile(join(ENGINE, "index.js"), "utf8");
  const found = text.match(/createTextNode\(('(?:[^'\\]|\\.)*')\)/);
  if (!found) throw new Error("The engine's style sheet is not where it was.");
  const css = new Function(`return ${found[1]}`)();
  return css.replace(/@font-face\s*\{[^}]*\}/g, "").replace(/url\((?!["']?data:)[^)]*\)/g, "none");
}

const ours = {
  name: "netral",
  setup(step) {
    step.onResolve({ filter: /^\.\/MapBlock-/ }, () => ({ path: join(HERE, "src/no_map.js") }));
    step.onResolve({ filter: /^netral:/ }, ({ path }) => ({ path: join(HERE, "src", path.slice("netral:".length)) }));
    step.onLoad({ filter: /dist[/\\]index-[^/\\]+\.js$/ }, async ({ path }) => ({
      contents: `${OURS}${changed(await readFile(path, "utf8"))}`,
      loader: "js",
    }));
    step.onLoad({ filter: /web-forms[/\\]dist[/\\]index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.slice(text.indexOf("import {")), loader: "js" };
    });
  },
};

const LICENCES = {
  "web-forms.txt": join(HERE, "licences/apache-2.0.txt"),
  ...Object.fromEntries(
    ["vue", "dompurify", "image-blob-reduce", "pica", "vue-draggable-plus"].map((name) => [`${name}.txt`, join(HERE, `node_modules/${name}/LICENSE`)]),
  ),
};

await mkdir(TARGET, { recursive: true });
for (const name of await readdir(TARGET)) if (!/\.md$/.test(name)) await rm(join(TARGET, name), { recursive: true });
const made = await build({
  entryPoints: { engine: join(HERE, "src/engine.js") },
  outdir: TARGET,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked",
  metafile: true,
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  external: ["fs", "fs/promises", "path", "crypto", "url", "module"],
  plugins: [ours],
});
await writeFile(join(TARGET, "engine.css"), await styles());
await mkdir(join(TARGET, "licences"), { recursive: true });
for (const [name, path] of Object.entries(LICENCES)) await cp(path, join(TARGET, "licences", name));
for (const [name, { bytes }] of Object.entries(made.metafile.outputs)) console.log(bytes, name);
