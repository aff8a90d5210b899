// The outbox as one file, for the office, by cable or flash drive: what waits and what was refused.
import { digest, proof } from "../../phones/crypto.js";
import { zip } from "./zip.js";

/** How the manifest names its shape; the office refuses one it does not know. */
export const FORMAT = "netral-kotak-1";

/** Make the `.netral-kotak` file; drafts stay, because nobody has finished them. */
export async function pack(outbox, settings) {
  const leaving = (await outbox.list()).filter(({ status }) => status === "waiting" || status === "refused");
  const entries = [];
  const observations = [];
  for (const [number, each] of leaving.entries()) {
    const folder = `amatan/${String(number + 1).padStart(3, "0")}`;
    const xml = new Blob([each.xml], { type: "text/xml" });
    const files = await outbox.files(each);
    entries.push({ name: `${folder}/amatan.xml`, blob: xml }, ...files.map(({ name, blob }) => ({ name: `${folder}/${name}`, blob })));
    observations.push({
      instance_id: each.id,
      form_id: each.form_id,
      version: each.version,
      folder,
      xml: "amatan.xml",
      xml_sha256: await digest(xml),
      status: each.status,
      reason: each.reason ?? "",
      device_time: each.device_time,
      last_server_time: each.last_server_time,
      since_server_ms: each.since_server_ms,
      since_start_ms: each.since_start_ms,
      files: each.files.map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 })),
    });
  }
  const about = { format: FORMAT, device: settings.device, holder: settings.holder, exported_at: new Date().toISOString(), observations };
  const manifest = new Blob([JSON.stringify(about, null, 1)], { type: "application/json" });
  // The manifest names every part by its SHA-256, so that this one proof covers them all.
  const mac = new Blob([await proof(settings.secret, manifest)], { type: "text/plain" });
  const front = [{ name: "manifest.json", blob: manifest }, { name: "manifest.mac", blob: mac }];
  return { count: leaving.length, blob: await zip([...front, ...entries]) };
}

/** Hand a file to the browser's downloads. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
