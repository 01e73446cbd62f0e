from ipaddress import ip_address

import pytest

from onrecord.capture.addresses import checked, is_public, literal
from onrecord.core.errors import FetchFailed, RefusedAddress

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.251",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%1",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "100::1",
]
PUBLIC = [
    "9.9.9.9",
    "93.184.215.14",
    "100.63.255.255",
    "2606:4700:4700::1111",
    "::ffff:9.9.9.9",
    "64:ff9b::909:909",
]
DISGUISED = {
    "2130706433": "127.0.0.1",
    "0x7f000001": "127.0.0.1",
    "0x7f.1": "127.0.0.1",
    "017700000001": "127.0.0.1",
    "0177.0.0.1": "127.0.0.1",
    "127.1": "127.0.0.1",
    "0": "0.0.0.0",
    "127.0.0.1.": "127.0.0.1",
    "[::1]": "::1",
    "10.1": "10.0.0.1",
}


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} must not be looked up")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(RefusedAddress, match="--allow-private"):
        checked("mirror.example", 80, resolve=lambda host, port: [address], allow_private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_passes(address: str) -> None:
    assert is_public(ip_address(address))
    assert checked("mirror.example", 80, resolve=lambda host, port: [address], allow_private=False) == [
        address
    ]


@pytest.mark.parametrize(("host", "address"), DISGUISED.items())
def test_a_literal_in_disguise_is_what_it_stands_for(host: str, address: str) -> None:
    assert str(literal(host)) == address
    with pytest.raises(RefusedAddress):
        checked(host, 80, resolve=never, allow_private=False)
    assert checked(host, 80, resolve=never, allow_private=True) == [address]


@pytest.mark.parametrize("host", ["example.org", "1.2.3.4.example", "cafe", "", "a" * 300])
def test_a_name_is_no_literal(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "db.localhost"])
def test_localhost_is_refused_by_name(host: str) -> None:
    with pytest.raises(RefusedAddress):
        checked(host, 80, resolve=never, allow_private=False)
    assert checked(host, 80, resolve=lambda h, p: ["127.0.0.1"], allow_private=True) == ["127.0.0.1"]


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.7"):
        checked("mixed.example", 80, resolve=lambda h, p: ["9.9.9.9", "10.0.0.7"], allow_private=False)


def fails(host: str, port: int) -> list[str]:
    raise OSError("no such name")


def too_long(host: str, port: int) -> list[str]:
    host.encode("idna")
    raise AssertionError


@pytest.mark.parametrize(
    ("host", "resolve"), [("a.example", fails), ("b" * 70, too_long), ("c.example", lambda h, p: [])]
)
def test_a_name_without_address_is_said_to_have_none(host: str, resolve: object) -> None:
    with pytest.raises(FetchFailed, match="no address is known"):
        checked(host, 80, resolve=resolve, allow_private=False)  # type: ignore[arg-type]
