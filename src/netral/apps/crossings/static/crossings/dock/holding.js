// What the office gave this phone to hold, kept sealed; a list of revoked passes that is worse than the one held is not taken.
import { fromBase64, openRing, readList } from "./passes.js";

const HELD = "held";
const NOTHING = { keys: [], lists: {}, departures: [], standing: [], crossings: [], used: [], doubles: [], heardAt: 0, ahead: 0, oldAfterHours: 24 };

const departure = (row) => ({ ...row, departsAt: Date.parse(row.departs_at) });

/** The holding over an open vault. */
export async function openHolding(vault) {
  let kept = NOTHING;
  let ring = new Map();
  let revoked = new Set();
  let heardSince = null;

  async function take(value) {
    ring = await openRing(value.keys);
    const lists = await Promise.all(Object.values(value.lists).map((each) => readList(fromBase64(each), ring)));
    revoked = new Set(lists.flatMap((list) => [...(list?.serials ?? [])]));
    kept = value;
  }

  // A list that is cut short, forged or older leaves the one before in force.
  async function better(lists, news) {
    const fresh = await openRing(news.keys);
    const chosen = { ...lists };
    let isRefused = false;
    for (const { government, content } of news.lists) {
      const held = lists[government] ? await readList(fromBase64(lists[government]), fresh) : null;
      if (await readList(fromBase64(content), fresh, held)) chosen[government] = content;
      else isRefused = true;
    }
    return { chosen, isRefused };
  }

  const before = await vault.get("held", HELD);
  if (before) await take(before);
  return {
    facts: () => ({ ...kept, revoked }),
    ring: () => ring,
    /** Milliseconds counted since the last contact, null where the app was opened anew after it. */
    since: () => (heardSince === null ? null : performance.now() - heardSince),
    /** Keep what the office tells; says whether a list of it was not taken. */
    async hear(news) {
      const server = Date.parse(news.now);
      const { chosen, isRefused } = await better(kept.lists, news);
      const value = {
        id: HELD,
        keys: news.keys,
        lists: chosen,
        departures: news.departures.map(departure),
        standing: news.standing,
        crossings: news.crossings,
        used: news.used.map((use) => ({ ...use, at: Date.parse(use.at) })),
        doubles: news.doubles,
        heardAt: server,
        ahead: Date.now() - server,
        oldAfterHours: news.old_after_h,
      };
      await take(value);
      heardSince = performance.now();
      await vault.write([{ store: "held", value }]);
      return isRefused;
    },
    /** Keep what the office says of passes that boarded twice. */
    async hearDoubles(doubles) {
      kept = { ...kept, doubles };
      await vault.write([{ store: "held", value: kept }]);
    },
  };
}
