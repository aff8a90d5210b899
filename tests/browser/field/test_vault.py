"""What lies on a phone is readable with its PIN alone, and wrong PINs never cost what was not sent."""

import pytest
from playwright.sync_api import expect

from tests.browser.field.office import SECRET, Office
from tests.browser.field.phone import PIN, Phone

WORDS = "Kepala dinas memakai kaus calon"
# Everything this origin keeps, as one text: rows of IndexedDB byte by byte, local storage, and the worker's cache.
EVERYTHING = """async () => {
  const found = [JSON.stringify(localStorage)];
  const flat = (value) => {
    if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder("latin1").decode(value);
    if (value && typeof value === "object") return Object.values(value).map(flat).join("|");
    return String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((r) => { const q = indexedDB.open(name); q.onsuccess = () => r(q.result); });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((r) => {
        const q = db.transaction(store).objectStore(store).getAll();
        q.onsuccess = () => r(q.result);
      });
      found.push(store + ":" + rows.map(flat).join("|"));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url);
  }
  return found.join("\\n");
}"""

# Chromium asks for no room for rows as small as a test's, so the store itself is made to say that it is full.
FULL = """(full) => {
  const real = (IDBObjectStore.prototype.really ??= IDBObjectStore.prototype.put);
  const refuse = () => { throw new DOMException("", "QuotaExceededError"); };
  IDBObjectStore.prototype.put = full ? refuse : real;
}"""


def hasten(phone: Phone) -> None:
    """Let the test turn the phone's clock on."""
    phone.page.add_init_script(
        "const now = Date.now.bind(Date); Date.now = () => now() + Number(sessionStorage.ahead || 0);"
    )


def guess(phone: Phone, times: int) -> None:
    """Type wrong PINs, waiting each time as long as the phone asks."""
    for number in range(times):
        phone.page.evaluate("ms => { sessionStorage.ahead = Number(sessionStorage.ahead || 0) + ms; }", 3_700_000)
        phone.unlock(f"90817{number}")
        expect(phone.page.locator("#galat")).to_be_visible()
        expect(phone.page.locator("[data-form='unlock'] button, [data-form='enrol'] button").first).to_be_enabled()


def test_nothing_of_what_was_written_can_be_read_without_the_pin(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    lies_there = str(phone.page.evaluate(EVERYTHING))
    assert "observations:uuid:" in lies_there
    for secret in (WORDS, "Kepala dinas", SECRET, "Siti Rekaan", "Desa Rekaan", "Apa yang terjadi", PIN):
        assert secret not in lies_there


def test_a_wrong_pin_waits_longer_each_time(phone: Phone, office: Office) -> None:
    phone.enrol()
    phone.page.reload()
    for _try in range(2):
        phone.unlock("111222")
        expect(phone.page.locator("#galat")).to_have_text("PIN salah. Coba lagi.")
    phone.unlock("111222")
    expect(phone.page.locator("#galat")).to_contain_text("Coba lagi pukul")
    phone.unlock()
    expect(phone.page.locator("#galat")).to_contain_text("Coba lagi pukul")


def test_ten_wrong_pins_empty_a_phone_on_which_nothing_waits(phone: Phone, office: Office) -> None:
    hasten(phone)
    phone.enrol().begin(WORDS).locate().finish().expect(sent=1)
    phone.page.reload()
    guess(phone, 10)
    expect(phone.page.locator("#galat")).to_contain_text("Ponsel ini sudah dikosongkan")
    assert "observations:uuid:" not in str(phone.page.evaluate(EVERYTHING))


def test_no_number_of_wrong_pins_destroys_what_was_not_sent(phone: Phone, office: Office) -> None:
    hasten(phone)
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    phone.page.reload()
    guess(phone, 12)
    expect(phone.page.locator("#galat")).to_contain_text("Data tidak dihapus karena 1 catatan belum terkirim")
    phone.page.evaluate("sessionStorage.ahead = Number(sessionStorage.ahead) + 3_700_000")
    phone.unlock().at_home().expect(waiting=1)
    phone.lose_signal(lost=False).expect(sent=1)


OTHER = "739164"
# The phone dies while the data key is being wrapped again.
STALL = "() => { crypto.subtle.wrapKey = () => new Promise(() => {}); }"


def change_pin(phone: Phone, pin: str, other: str, again: str = "") -> None:
    """Type the PIN and another one, and ask for the change."""
    phone.press("Ganti PIN")
    phone.page.locator("#pin_lama").fill(pin)
    phone.page.locator("#pin_ganti").fill(other)
    phone.page.locator("#pin_ganti_ulang").fill(again or other)
    phone.page.locator("[data-form='change-pin'] button[type=submit]").click()


def test_another_pin_opens_what_was_written_under_the_first(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    change_pin(phone, PIN, OTHER)
    expect(phone.page.locator("#kabar")).to_have_text(
        "PIN sudah diganti. Mulai sekarang ponsel ini dibuka dengan PIN baru."
    )
    phone.at_home().expect(waiting=1)
    assert OTHER not in str(phone.page.evaluate(EVERYTHING))
    phone.page.reload()
    phone.unlock(PIN)
    expect(phone.page.locator("#galat")).to_have_text("PIN salah. Coba lagi.")
    phone.unlock(OTHER).at_home().expect(waiting=1)
    phone.lose_signal(lost=False).expect(sent=1)
    assert WORDS in office.whole[0].xml.decode()


def test_a_phone_that_dies_while_the_pin_is_changed_keeps_the_old_one(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    phone.page.evaluate(STALL)
    change_pin(phone, PIN, OTHER)
    expect(phone.page.locator("[data-form='change-pin'] button[type=submit]")).to_be_disabled()
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open().unlock(OTHER)
    expect(phone.page.locator("#galat")).to_have_text("PIN salah. Coba lagi.")
    phone.unlock(PIN).at_home().expect(waiting=1)
    # A phone that cannot write says so, and opens as before.
    phone.press("Ganti PIN")
    phone.page.evaluate(FULL, True)
    phone.press("Batal")
    change_pin(phone, PIN, OTHER)
    expect(phone.page.locator("#galat")).to_contain_text("PIN lama tetap berlaku")
    phone.page.evaluate(FULL, False)
    phone.reload().expect(waiting=1)


def test_only_who_knows_the_pin_changes_it_and_guesses_are_counted(phone: Phone, office: Office) -> None:
    phone.enrol()
    change_pin(phone, PIN, OTHER, "739165")
    expect(phone.page.locator("#galat")).to_have_text("Kedua PIN tidak sama. Ketik lagi.")
    phone.press("Batal")
    change_pin(phone, PIN, "111111")
    expect(phone.page.locator("#galat")).to_contain_text("mudah ditebak")
    phone.press("Batal")
    for _try in range(2):
        change_pin(phone, "739165", OTHER)
        expect(phone.page.locator("#galat")).to_have_text("PIN salah. Coba lagi.")
        phone.press("Batal")
    change_pin(phone, "739165", OTHER)
    expect(phone.page.locator("#galat")).to_contain_text("Coba lagi pukul")


def test_a_revoked_phone_forgets_everything_and_says_what_is_gone(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    office.revoked = True
    phone.lose_signal(lost=False)
    expect(phone.page.locator("[data-slot='ended']")).to_contain_text("1 catatan yang belum terkirim ikut hilang")
    assert "lock:" + "\n" in str(phone.page.evaluate(EVERYTHING))


def test_a_code_the_office_does_not_know_costs_nothing(phone: Phone, office: Office) -> None:
    phone.open("#kode=ZZZZ2345ZZZZ")
    phone.press("Lanjut")
    phone.page.locator("#pin_baru").fill(PIN)
    phone.page.locator("#pin_ulang").fill(PIN)
    phone.press("Sambungkan")
    expect(phone.page.locator("#galat")).to_contain_text("Kode tidak diterima: Kode tidak dikenal.")


@pytest.mark.parametrize(
    ("pin", "again", "words"),
    [
        ("12345", "12345", "enam angka"),
        ("123456", "123456", "mudah ditebak"),
        ("777777", "777777", "mudah ditebak"),
        (PIN, "482916", "tidak sama"),
    ],
    ids=["short", "in-order", "one-digit", "differs"],
)
def test_a_pin_must_be_worth_its_name(phone: Phone, office: Office, pin: str, again: str, words: str) -> None:
    phone.open("#kode=ABCD2345EFGH")
    phone.press("Lanjut")
    phone.page.locator("#pin_baru").fill(pin)
    phone.page.locator("#pin_ulang").fill(again)
    phone.press("Sambungkan")
    expect(phone.page.locator("#galat")).to_contain_text(words)


def test_a_full_phone_says_so_and_loses_nothing(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin("Yang pertama").locate().finish().expect(waiting=1)
    phone.begin(WORDS).locate()
    expect(phone.page.get_by_text("Draf tersimpan")).to_be_visible()
    phone.page.evaluate(FULL, True)
    phone.page.locator("#formulir").get_by_text("Tidak", exact=True).click()
    phone.press("Selesai: masuk kotak keluar")
    expect(phone.page.locator("#galat")).to_contain_text("penyimpanan ponsel penuh")
    expect(phone.page.get_by_label("Apa yang terjadi?")).to_have_value(WORDS)
    phone.page.evaluate(FULL, False)
    phone.press("Selesai: masuk kotak keluar")
    phone.at_home().expect(waiting=2, draft=0)
