"""The store that ships, run through the contract."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onrecord.record import Reader, Writer
from record.contract import Store, StoreContract


class SqliteStore(Store):
    def __init__(self, path: Path) -> None:
        self.path = path

    def writer(self) -> Writer:
        return Writer(self.path)

    def reader(self) -> Reader:
        return Reader(self.path)


class TestSqlite(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[Store]:
        with TemporaryDirectory() as folder:
            yield SqliteStore(Path(folder) / "news.db")
