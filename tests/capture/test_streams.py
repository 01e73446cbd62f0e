import gzip
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.streams import chunks_of, read_all, reading, unpacked
from onrecord.core.errors import BinaryInput, MissingInput, TooLarge

chunked = st.lists(st.binary(max_size=40), max_size=20)


@given(chunked, st.integers(0, 2))
def test_unpacking_undoes_packing_however_the_bytes_come(chunks: list[bytes], layers: int) -> None:
    data = b"-" + b"".join(chunks)
    packed = data
    for _ in range(layers):
        packed = gzip.compress(packed, 1)
    assert unpacked([packed[i : i + 7] for i in range(0, len(packed), 7)]).read() == data


@given(chunked, st.integers(1, 60))
def test_lines_are_whole_however_the_bytes_come(chunks: list[bytes], size: int) -> None:
    data = b"-" + b"\n".join(chunks)
    stream = unpacked([data[i : i + size] for i in range(0, len(data), size)])
    assert list(stream) == io.BytesIO(data).readlines()


def test_no_more_than_the_limit_is_unpacked() -> None:
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge, match="1,000 bytes"):
            read_all(unpacked([bomb]), "bomb.gz", 1000)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_the_limit_itself_is_allowed() -> None:
    assert read_all(unpacked([b"12345"]), "n", 5) == b"12345"
    assert read_all(unpacked([b"345"]), "n", 5, already=b"12") == b"12345"
    with pytest.raises(TooLarge):
        read_all(unpacked([b"345"]), "n", 4, already=b"12")


def broken(data: bytes) -> bytes:
    return data[:20] + bytes(b ^ 0xFF for b in data[20:30]) + data[30:]


PACKED = gzip.compress(b"Mira Holt said the bridge would open in May. " * 3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PACKED[:-12], "ends too early"),
        (PACKED[:12], "ends too early"),
        (PACKED[:3], "ends too early"),
        (broken(PACKED), "broken gzip"),
        (PACKED[:-8] + bytes(8), "broken gzip"),
        (PACKED + b"and more", "broken gzip"),
    ],
)
def test_damaged_gzip_is_a_clear_error(data: bytes, words: str) -> None:
    with pytest.raises(BinaryInput, match=words), reading("a.gz"):
        unpacked([data]).read()


def test_what_the_system_cannot_read_is_a_clear_error() -> None:
    with pytest.raises(MissingInput, match="input/output error"), reading("tape"):
        raise OSError(5, "Input/output error")


def test_chunks_are_given_on_as_they_come() -> None:
    class Pipe(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            return super().read1(3)

        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("read() would wait for more")

    assert list(chunks_of(Pipe(b"abcdefg"))) == [b"abc", b"def", b"g"]
