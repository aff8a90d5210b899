// The XML of one observation: who it is, and what it answers.

const FILE = "xml_submission_file";

const parse = (xml) => new DOMParser().parseFromString(xml, "application/xml");
const named = (root, name) => [...root.getElementsByTagName("*")].find((node) => node.localName === name);

/** The id an observation carries from its first draft on; the office knows it by nothing else. */
export const instanceId = (xml) => named(parse(xml), "instanceID")?.textContent.trim() ?? "";

export const freshId = () => `uuid:${crypto.randomUUID()}`;

/** Give the XML another id, and name the one it corrects, if any. */
export function renamed(xml, id, corrects = "") {
  const tree = parse(xml);
  const own = named(tree, "instanceID");
  own.textContent = id;
  named(tree, "deprecatedID")?.remove();
  if (corrects) {
    const old = tree.createElementNS(own.namespaceURI, own.nodeName.replace("instanceID", "deprecatedID"));
    old.textContent = corrects;
    own.after(old);
  }
  return new XMLSerializer().serializeToString(tree);
}

/** Split what the form engine hands over into the XML and its files. */
export async function unpack(data) {
  const xml = await data.get(FILE).text();
  const files = [...data.entries()].filter(([name, value]) => name !== FILE && value instanceof Blob);
  return { xml, files: files.map(([name, blob]) => ({ name, blob })) };
}

/** Put XML and files together the way the form engine takes them. */
export function pack(xml, files) {
  const data = new FormData();
  data.set(FILE, new File([xml], FILE, { type: "text/xml" }));
  files.forEach(({ name, blob }) => data.set(name, new File([blob], name, { type: blob.type }), name));
  return data;
}

/** The first words somebody wrote, to know the observation again in a list; ids and times are no words. */
export function summary(xml) {
  const leaves = [...parse(xml).documentElement.getElementsByTagName("*")].filter((node) => !node.children.length);
  const isWords = (text) => /\s/.test(text) && /[a-z]{3}/i.test(text) && !/^[\d.\s-]+$/.test(text);
  const text = leaves.map((node) => node.textContent.trim()).find(isWords) ?? "";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
