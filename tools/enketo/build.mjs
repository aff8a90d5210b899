// Bundles enketo-core and enketo-transformer into tests/browser/vendor/. Run: npm ci --ignore-scripts && npm run build
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, "../../tests/browser/vendor");
const CORE = join(HERE, "node_modules/enketo-core");
const TRANSFORMER = join(HERE, "node_modules/enketo-transformer/dist/enketo-transformer/transformer.js");
const [DOM, NOTHING, REGISTRY, WIDGETS] = ["dom.js", "nothing.js", "no_registry.js", "widgets.js"].map((name) => join(HERE, "src", name));

// The transformer is packed for Node, with a document of its own; here it takes the browser's.
const browser = {
  name: "browser",
  setup(step) {
    step.onResolve({ filter: /^netral:transformer$/ }, () => ({ path: TRANSFORMER }));
    step.onResolve({ filter: /^\.\/dom\/node\// }, () => ({ path: DOM }));
  },
};

const made = await build({
  entryPoints: { "enketo.min": join(HERE, "src/enketo.js") },
  outdir: TARGET,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  alias: {
    "enketo/config": join(CORE, "config.js"),
    "enketo/dialog": join(CORE, "src/js/fake-dialog.js"),
    "enketo/file-manager": join(CORE, "src/js/file-manager.js"),
    "enketo/translator": join(CORE, "src/js/fake-translator.js"),
    "enketo/widgets": WIDGETS,
    "enketo/xpath-evaluator-binding": join(CORE, "src/js/xpath-evaluator-binding.js"),
    "jquery-touchswipe": NOTHING,
    "language-tags": REGISTRY,
  },
  // The function digest() of XPath and a hook of the Node transformer need these; no form of Netral comes by either.
  external: ["node-forge", "libxslt"],
  plugins: [browser],
});

await cp(join(CORE, "LICENSE"), join(TARGET, "LICENSE-enketo.txt"));
for (const [name, { bytes }] of Object.entries(made.metafile.outputs)) console.log(bytes, name);
