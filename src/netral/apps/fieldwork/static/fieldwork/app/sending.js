// Sends observations: what they say first, then the pieces of their files from where they stopped.
import { Later } from "../../phones/office.js";
import { openQueue } from "../../phones/sending.js";

/** Bytes of a file in one request: small enough to get through on 2G, large enough not to be all headers. */
export const PIECE = 131_072;
const LOCK = "netral-lapangan-kirim";

function announcement(each) {
  const body = new FormData();
  body.set("xml_submission_file", new File([each.xml], "submission.xml", { type: "text/xml" }));
  body.set("berkas", JSON.stringify(each.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))));
  body.set("device_time", each.device_time);
  body.set("last_server_time", each.last_server_time);
  body.set("since_server_ms", each.since_server_ms ?? "");
  body.set("since_start_ms", each.since_start_ms ?? "");
  body.set("sent_device_time", new Date().toISOString());
  return body;
}

/** The sender of one outbox; `progress(id, share)` reports from 0 to 1. */
export function openSender(outbox, office, progress = () => {}) {
  const isComplete = (answer) => answer.state === "complete" && Boolean(answer.number);

  async function sendFile(each, { name, received: start = 0 }, report) {
    const blob = await outbox.file(each.id, name);
    let received = start;
    let answer = {};
    let moves = 0;
    do {
      answer = await office.put(each.id, name, received, blob.slice(received, received + PIECE));
      // The office says where to go on; one that keeps saying so would never end.
      if (answer.moved && (moves += 1) > 2) throw new Later();
      if (!answer.moved && answer.received <= received && !isComplete(answer)) throw new Later();
      received = answer.received;
      report(received);
    } while (received < blob.size && !isComplete(answer));
    return answer;
  }

  async function sendOne(each) {
    let answer = await office.post(announcement(each));
    const total = each.files.reduce((sum, { size }) => sum + size, 0) || 1;
    const missing = isComplete(answer) ? [] : (answer.missing ?? []);
    let open = each.files.filter(({ name }) => missing.some((file) => file.name === name)).reduce((sum, { size }) => sum + size, 0);
    for (const file of missing) {
      const { size } = each.files.find(({ name }) => name === file.name) ?? {};
      if (size === undefined) throw new Later();
      answer = await sendFile(each, file, (received) => progress(each.id, (total - open + received) / total));
      open -= size;
    }
    if (!isComplete(answer)) answer = (await office.state(each.id)) ?? {};
    if (!isComplete(answer)) throw new Later();
    const { number, refused = [] } = answer;
    return { number, trouble: refused.map(({ name, words }) => `${name}: ${words}`).join(" ") };
  }

  return openQueue({ lock: LOCK, outbox, sendOne, progress });
}
