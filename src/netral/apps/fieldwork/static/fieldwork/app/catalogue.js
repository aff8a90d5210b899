// The forms of this phone: the definition in force, and older ones as long as something written with them is here.

const FORMS = "forms";
const TYPES = { csv: "text/csv", xml: "text/xml", geojson: "application/geo+json", jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", mp3: "audio/mpeg" };

const keyOf = ({ form_id: form, hash }) => `${form}/${hash}`;
const mediaId = (key, name) => `${key}/${name}`;
// The engine would shrink photos a second time, with a worker the page's policy forbids.
const withoutLimits = (xml) => xml.replace(/\s[\w-]+:max-pixels\s*=\s*(["'])\d*\1/g, "");

/** The catalogue over an open vault. */
export function openCatalogue(vault) {
  async function fetched(form, office) {
    const xml = withoutLimits(await (await office.fetchFile(form.url)).text());
    const key = keyOf(form);
    const files = [];
    for (const { name, url } of form.media ?? []) {
      const blob = await office.fetchFile(url);
      files.push({ store: "media", id: mediaId(key, name), blob });
    }
    const media = (form.media ?? []).map(({ name, hash }) => ({ name, hash }));
    const { form_id, version, title, valid_to } = form;
    return [{ store: FORMS, value: { id: key, form_id, version, title, valid_to, xml, media, current: true } }, ...files];
  }

  const isSame = (known, form) =>
    known && (form.media ?? []).every(({ name, hash }) => known.media.some((file) => file.name === name && file.hash === hash));

  return {
    current: async () => (await vault.all(FORMS)).filter((form) => form.current).sort((a, b) => a.form_id.localeCompare(b.form_id)),
    get: (key) => vault.get(FORMS, key),

    /**
     * Take over what the office lists. A form that does not arrive whole leaves the one before in force.
     * @param {Set<string>} used keys of forms that something on this phone was written with
     */
    async update(listed, office, used) {
      const known = new Map((await vault.all(FORMS)).map((form) => [form.id, form]));
      const changes = [];
      const kept = new Set();
      let trouble = null;
      for (const form of listed) {
        const key = keyOf(form);
        const before = known.get(key);
        try {
          if (!isSame(before, form)) changes.push(...(await fetched(form, office)));
          else if (!before.current) changes.push({ store: FORMS, value: { ...before, current: true } });
          kept.add(key);
        } catch (error) {
          trouble = error;
          known.forEach((old) => old.form_id === form.form_id && old.current && kept.add(old.id));
        }
      }
      known.forEach((old) => {
        if (kept.has(old.id)) return;
        if (used.has(old.id)) {
          if (old.current) changes.push({ store: FORMS, value: { ...old, current: false } });
          return;
        }
        changes.push({ store: FORMS, remove: old.id });
        old.media.forEach(({ name }) => changes.push({ store: "media", remove: mediaId(old.id, name) }));
      });
      if (changes.length) await vault.write(changes);
      if (trouble) throw trouble;
    },

    /** Give the engine a file of a form (jr://file-csv/villages.csv), as a server would. */
    attachment: (key) => async (address) => {
      const name = decodeURIComponent(String(address).split("/").pop());
      const blob = await vault.blob("media", mediaId(key, name));
      if (!blob) return new Response("", { status: 404 });
      const type = blob.type || TYPES[name.split(".").pop().toLowerCase()] || "application/octet-stream";
      return new Response(blob, { status: 200, headers: { "Content-Type": type } });
    },
  };
}
