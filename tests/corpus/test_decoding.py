"""Bytes become the right text, whatever they were written in, or are refused with a reason."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.decoding import BINARY_SIGNATURES, decode
from corpus.loaded import UnreadableError

SAMPLES = {
    "german": ("Die Größe der Straße überraschte die Bürger von Köln.", "cp1252 latin-1 iso8859_15 mac_roman"),
    "french": ("L’été dernier, le café où j’étais allé a été fermé.", "cp1252 mac_roman"),
    "english": ("The company’s “new” plan – worth £5m – was rejected.", "cp1252 mac_roman"),
    "one quotation mark": ("It’s here.", "cp1252"),
    "one accent": ("A café.", "cp1252 latin-1"),
    "a menu of several languages": ("Crème brûlée £4.20, jalapeño £3, Smörgåsbord £9, Torrefação £2.", "cp1252"),
    "names of several languages": ("Mr Muñoz, Ms Großmann, François Lefèvre and Søren Ågård met.", "cp1252 mac_roman"),
    "names of middle europe": ("Mr Łoś, Ms Dvořáková, Ms Kőszegi and Mr Žižek met in Gdańsk and Plzeň.", "cp1250"),
    "german of dos": ("Das Büro in Zürich schließt um fünf Uhr, Köln öffnet früh.", "cp850"),
    "spanish": ("El niño comió piña en la montaña; ¿qué más quería?", "cp1252"),
    "portuguese": ("O ministro visitou São Paulo; não há informações.", "cp1252"),
    "finnish": ("Pääministeri vieraili Jyväskylässä ja tapasi asukkaita.", "cp1252"),
    "icelandic": ("Forsætisráðherrann heimsótti Þingvelli í gær.", "cp1252"),
    "polish": ("Zażółć gęślą jaźń. Prezydent odwiedził wczoraj Łódź.", "cp1250 iso8859_2"),
    "czech": ("Příliš žluťoučký kůň úpěl ďábelské ódy.", "cp1250 iso8859_2"),
    "hungarian": ("A kormányfő tegnap Győrbe látogatott, árvíztűrő.", "cp1250"),
    "turkish": ("Başbakan dün İstanbul'u ziyaret etti ve şehir sakinleriyle görüştü.", "cp1254"),
    "lithuanian": ("Ministras vakar lankėsi Šiauliuose ir susitiko su žmonėmis.", "cp1257"),
    "russian": ("Президент России вчера посетил Санкт-Петербург.", "cp1251 koi8_r cp866 iso8859_5"),
    "ukrainian": ("Президент України вчора відвідав Київ і зустрівся з людьми.", "cp1251 koi8_u"),
    "greek": ("Ο πρωθυπουργός επισκέφθηκε χθες τη Θεσσαλονίκη.", "cp1253 iso8859_7"),
    "hebrew": ("ראש הממשלה ביקר אתמול בחיפה ונפגש עם תושבי העיר.", "cp1255"),
    "arabic": ("زار رئيس الوزراء أمس مدينة الإسكندرية والتقى بسكان المدينة.", "cp1256"),
    "japanese": ("首相は昨日、大阪を訪れ、市民と会談した。新しい法律について話した。", "shift_jis euc_jp iso2022_jp"),
    "chinese": ("总理昨天访问了上海，并会见了当地居民。他们讨论了新的法律。", "gb18030 gbk"),
    "taiwanese": ("總理昨天訪問了臺北，並會見了當地居民。他們討論了新的法律。", "big5"),
    "korean": ("총리는 어제 부산을 방문하여 시민들과 만났다.", "euc_kr cp949"),
}
UNICODE = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be"
CASES = [(name, encoding) for name, (_, encodings) in SAMPLES.items() for encoding in f"{encodings} {UNICODE}".split()]


@pytest.mark.parametrize(("sample", "encoding"), CASES)
def test_each_encoding_is_read_exactly(sample: str, encoding: str) -> None:
    text = f"{SAMPLES[sample][0]}\r\n{SAMPLES[sample][0]}\n"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_the_byte_order_is_told_without_line_ends(encoding: str) -> None:
    text = "hello there, no line end"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("declared", [None, "iso-8859-1"])
def test_utf8_with_a_few_broken_bytes_is_utf8(declared: str | None) -> None:
    text = "Die Größe der Straße – schön. " * 3
    data = text.encode() + b"caf\xe9 " + text.encode() + "ß".encode()[:1]
    assert decode(data, declared) == (f"{text}caf\ufffd {text}\ufffd", "utf-8")
    assert decode(b"A caf\xe9.").text == "A café."


def test_one_nul_in_a_long_text_is_binary() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(("word " * 1000 + "\0").encode("utf-16"))


written = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("\r\n\t"), min_size=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(text=written)
@example(text="a\r\nb\rc\n\n  e\u0301 👩‍👩‍👧 \ufeffinner")
def test_text_comes_back_unaltered(encoding: str, text: str) -> None:
    if encoding == "utf-8":
        text = text.lstrip("\ufeff")
    if not text.strip():
        return
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(data=st.binary() | st.binary(min_size=200, max_size=2000))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableError as error:
        reason = str(error)
    else:
        reason = "read"
        assert decoded.text.strip()
        assert "\0" not in decoded.text
        assert decoded.text.encode("utf-8")
    assert reason


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe \0\n\0", "\u3000".encode()]
)
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^is empty$"):
        decode(data)


@pytest.mark.parametrize("signature", [signature for signature, _ in BINARY_SIGNATURES])
def test_other_formats_are_named(signature: bytes) -> None:
    with pytest.raises(UnreadableError, match="not text: convert it"):
        decode(signature + b" and more")


@pytest.mark.parametrize(
    "data", [b"text\0text", b"\0" * 100, bytes(range(256)), b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="save it as UTF-8"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\xff\xfea\0b", "UTF-16"), (b"\xef\xbb\xbfabc\xff", "UTF-8"), (b"\xff\xfe\x00\xd8a\0", "UTF-16")],
)
def test_a_mark_that_the_bytes_contradict_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableError, match=f"not valid {name} at byte"):
        decode(data)


def test_one_foreign_character_at_the_end_of_a_large_file_is_read() -> None:
    text = "plain words here\n" * 100_000 + "le café où j’étais"
    decoded = decode(text.encode("cp1252"))
    assert decoded.encoding == "cp1252"
    assert decoded.text == text
