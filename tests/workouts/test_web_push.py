"""The web push protocol: what is sealed for a phone, and the site's key."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command

from config import environment
from tests.workouts.receivers import Phone, plain, text_of
from workouts import web_push

# The example of RFC 8291, section 5.
MESSAGE = b"When I grow up, I want to be a watermelon"

RFC = {
    "phone": "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
    "phone_public": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    "site": "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    "salt": "DGv6ra1nlYgDCS1FRnbzlw",
    "body": "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocIn"
    "mYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
}


def test_the_example_of_the_standard_comes_out_byte_for_byte():
    keys = web_push.phone_keys(RFC["phone_public"], RFC["auth"])
    once = web_push.private_key(RFC["site"])
    body = web_push.encrypt(MESSAGE, keys, once=once, salt=plain(RFC["salt"]))
    assert text_of(body) == RFC["body"]


def test_each_message_is_for_one_phone_and_looks_different_each_time():
    phone, other = Phone("https://push.example/a"), Phone("https://push.example/b")
    keys = web_push.phone_keys(phone.subscription["p256dh"], phone.subscription["auth"])
    first, second = web_push.encrypt(b"now", keys), web_push.encrypt(b"now", keys)
    assert first != second
    assert phone.read(first) == phone.read(second) == b"now"
    with pytest.raises(InvalidTag):
        other.read(first)


def test_the_key_that_the_command_prints_is_one_that_the_site_takes(capsys, monkeypatch, settings):
    call_command("make_push_key")
    name, _equals, value = capsys.readouterr().out.strip().partition("=")
    monkeypatch.setenv(name, value)
    assert environment.key(name) == value
    settings.WEB_PUSH_PRIVATE_KEY = value
    assert len(plain(web_push.public_key())) == 65


@pytest.mark.parametrize("wrong", ["x", "not a key", text_of(b"\0" * 32), text_of(b"\xff" * 32), "ü"])
def test_a_wrong_key_stops_the_start_with_a_sentence(monkeypatch, wrong):
    monkeypatch.setenv("WEB_PUSH_PRIVATE_KEY", wrong)
    with pytest.raises(SystemExit, match="WEB_PUSH_PRIVATE_KEY is no key"):
        environment.key("WEB_PUSH_PRIVATE_KEY")


def test_a_key_read_back_is_the_same():
    key = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    assert web_push.private_key(text_of(key.to_bytes(32, "big"))).private_numbers().private_value == key
