// A ZIP without compression: photos and sound are compressed already, and any computer opens it.

const TABLE = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc(content) {
  let value = 0xffffffff;
  for (const byte of content) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function record(size, fields) {
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  fields.forEach(([width, value]) => {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  });
  return new Uint8Array(view.buffer);
}

const UTF8 = 0x0800;
// 1 January 1980: the times that matter stand in the manifest, with their zone.
const DAY = 0x21;

/** Make a ZIP of `entries` ({ name, blob }). */
export async function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, blob } of entries) {
    const content = new Uint8Array(await blob.arrayBuffer());
    const label = new TextEncoder().encode(name);
    const shared = [[2, 20], [2, UTF8], [2, 0], [2, 0], [2, DAY], [4, crc(content)], [4, content.length], [4, content.length], [2, label.length], [2, 0]];
    const head = record(30, [[4, 0x04034b50], ...shared]);
    directory.push(record(46, [[4, 0x02014b50], [2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), label);
    parts.push(head, label, content);
    offset += head.length + label.length + content.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(22, [[4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, length], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
