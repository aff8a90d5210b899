// Runs the app's own modules over cases from standard input: {"dock": folder, "calls": [...]}; answers one JSON line.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { dock, keys, calls } = JSON.parse(await text(process.stdin));
const load = (name) => import(pathToFileURL(`${dock}/${name}.js`));
const passes = await load("passes");
const verdict = await load("verdict");
const ring = await passes.openRing(keys);

async function answer({ does, ...given }) {
  if (does === "read") return passes.readPass(given.text, ring);
  if (does === "list") {
    const found = await passes.readList(passes.fromBase64(given.message), ring, given.held ?? null);
    return found && { ...found, serials: [...found.serials] };
  }
  if (does === "time") return verdict.boundedTime(given.clocks);
  if (does === "number") return passes.typedNumber(given.typed);
  if (does === "age") return verdict.ageOf(given.held, given.at);
  const held = { ...given.held, revoked: new Set(given.held.revoked) };
  if (does === "typed") return verdict.judgeTyped(given.number, held, given.departure, given.uses);
  const read = given.text ? await passes.readPass(given.text, ring) : given.read;
  return verdict.judge(read, held, given.departure, given.uses, given.at);
}

const answers = [];
for (const each of calls) answers.push(await answer(each));
process.stdout.write(JSON.stringify(answers));
