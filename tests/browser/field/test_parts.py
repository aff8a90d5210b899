"""Parts of the field app, asked one by one in the browser."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.field.office import Office
from tests.browser.field.phone import Phone

MINUTE = 60_000


TORN = """{
  const [at, files] = [{ store: "observations" }, { store: "files" }];
  const stores = ['lock', 'settings', 'observations', 'files', 'forms', 'media'];
  const store = await m.openDatabase('netral-lapangan', stores);
  await store.change([{ ...at, put: { id: "a", v: 1 } }, { ...files, put: { id: "f", v: 1 } }]);
  const torn = [{ ...at, put: { id: "a", v: 2 } }, { ...files, remove: "f" }, { ...files, put: { v: "no id" } }];
  const error = await store.change(torn).then(() => "", (fault) => fault.name);
  return [error, (await store.row("observations", "a")).v, (await store.row("files", "f")).v];
}"""
# A phone whose clock is more than a year ahead.
AHEAD = """
const real = Date;
const ahead = 86_400_000 * 400;
globalThis.Date = class extends real {
  constructor(...given) { super(...(given.length ? given : [real.now() + ahead])); }
  static now() { return real.now() + ahead; }
};"""


def asked(phone: Phone, module: str, code: str) -> Any:
    """Return what an expression over a module that such apps share comes to."""
    return phone.page.evaluate(f"import('/static/phones/{module}.js').then(async (m) => {code})")


def test_a_phone_that_gets_no_answer_asks_ever_more_rarely_but_at_least_every_quarter_hour(phone: Phone) -> None:
    phone.open()
    waits = asked(phone, "sending", "Array.from({ length: 30 }, (_, n) => [m.pause(n, 0, 0), m.pause(n, 0, 1)])")
    shortest, longest = zip(*waits, strict=True)
    assert all(low < high for low, high in waits)
    assert list(longest) == sorted(longest)
    assert max(longest) == 15 * MINUTE
    assert longest[0] <= 10_000
    assert shortest[-1] == 7.5 * MINUTE
    assert asked(phone, "sending", "m.pause(0, 3600000)") == 60 * MINUTE


def test_wrong_pins_wait_up_to_an_hour(phone: Phone) -> None:
    phone.open()
    waits = asked(phone, "vault", "Array.from({ length: 14 }, (_, n) => m.waitAfter(n))")
    assert waits[:4] == [0, 0, 0, 30_000]
    assert waits == sorted(waits)
    assert waits[-1] == 60 * MINUTE


def test_the_lock_is_slow_and_no_two_are_alike(phone: Phone) -> None:
    phone.open()
    both = "(await Promise.all([m.makeLock('482915'), m.makeLock('482915')]))"
    locks = asked(phone, "crypto", f"{both}.map(({{ lock }}) => [lock.rounds, String(lock.salt), lock.salt.length])")
    assert all(rounds >= 600_000 and length == 16 for rounds, _salt, length in locks)
    assert locks[0][1] != locks[1][1]


def test_a_change_that_breaks_in_the_middle_leaves_the_old_state(phone: Phone) -> None:
    phone.open()
    left = asked(phone, "database", TORN)
    assert left == ["DataError", 1, 1]


def test_the_worker_calls_the_open_page_when_the_network_is_back(phone: Phone, office: Office) -> None:
    phone.enrol()
    office.busy = {"Retry-After": "0"}
    phone.begin("Baliho di kantor desa").locate().finish().expect(waiting=1)
    expect(phone.rows("waiting")).to_contain_text("Dicoba lagi pukul")
    office.busy = {}
    session = phone.context.new_cdp_session(phone.page)
    found: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    phone.page.wait_for_timeout(300)
    event = {"registrationId": found[0]["registrationId"], "tag": "kirim", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", {"origin": phone.site, **event})
    phone.expect(sent=1)


def test_an_observation_tells_three_clocks(phone: Phone, office: Office) -> None:
    phone.page.add_init_script(AHEAD)
    phone.enrol().begin("Jam ponsel salah").locate().finish().expect(sent=1)
    (arrival,) = office.whole
    facts = arrival.facts
    assert int(facts["device_time"][:4]) > int(facts["last_server_time"][:4])
    assert int(facts["since_server_ms"]) < MINUTE
    assert int(facts["since_start_ms"]) < 10 * MINUTE
    assert facts["sent_device_time"] >= facts["device_time"]
