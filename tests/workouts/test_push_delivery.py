"""How a notice travels, and where nothing is ever sent."""

import socket
import threading

import pytest
from django.urls import reverse

from tests.workouts.receivers import Phone, make_certificate, push_service
from workouts import push_delivery
from workouts.models import PushSubscription

pytestmark = pytest.mark.usefixtures("push_key")


def test_one_that_answers_a_byte_at_a_time_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(push_delivery, "WHOLE_SECONDS", 0.1)
    ended = threading.Event()

    def drip(server: socket.socket) -> None:
        wire, _address = server.accept()
        with wire:
            wire.sendall(b"HTTP/1.1 2")
            # Until the other side hangs up, whenever that is.
            while wire.recv(4096):
                pass
        ended.set()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=[server])
        thread.start()
        # Not the limit of a single step, which each byte begins anew.
        with pytest.raises(push_delivery.Undelivered, match="BadStatusLine"):
            push_delivery.deliver(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})
        thread.join()
    assert ended.is_set()


def test_a_push_service_has_to_prove_its_name(tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path)
    with push_service(certificate) as service:
        phone = service.phone("hers")
        with pytest.raises(push_delivery.Undelivered, match="SSLCertVerificationError"):
            push_delivery.deliver(phone.endpoint, b"sealed", {})
        assert service.arrived == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert push_delivery.deliver(phone.endpoint, b"sealed", {"TTL": "60"}) == 201
    [arrived] = service.arrived
    assert (arrived.path, arrived.body, arrived.headers["ttl"]) == ("/hers", b"sealed", "60")


INSIDE = (
    *("https://10.0.0.5/a", "https://127.0.0.1/a", "https://169.254.169.254/latest", "https://[::1]/a"),
    *("https://[::ffff:10.0.0.5]/a", "https://[64:ff9b::a00:5]/a", "https://[2002:a00:5::]/a"),
    *("https://[fe80::1]/a", "https://[fd00::1]/a", "https://100.64.0.1/", "https://0.0.0.0/"),
    *("https://224.0.0.1/", "https://localhost/a", "https://db/a", "https://2130706433/"),
    *("https://db.internal/a", "https://a.localhost./a"),
)

NO_PLACE = (
    *(
        "http://push.example/a",
        "https://push.example:8080/a",
        "https://me:pw@push.example/a",
        "push.example/a",
    ),
    *("ftp://push.example/a", "https://push.example/a b", "https://push.example/ü", "https://[::1/a", ""),
    *("https://push.example/a\nb", "file:///etc/passwd"),
)


@pytest.mark.parametrize("endpoint", [*INSIDE, *NO_PLACE])
def test_nothing_is_sent_inside_nor_in_plain(settings, her, endpoint, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("it was reached"))
    answer = her.post(reverse("workouts:remind_on_phone"), {**Phone("").subscription, "endpoint": endpoint})
    assert answer.status_code == 422
    assert not PushSubscription.objects.exists()
    with pytest.raises(push_delivery.Undelivered):
        push_delivery.deliver(endpoint, b"", {})


@pytest.mark.parametrize("found", ["127.0.0.1", "192.168.1.1", "::1"])
def test_a_name_that_leads_inside_is_not_followed(settings, found, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    family = socket.AF_INET6 if ":" in found else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    private = (family, socket.SOCK_STREAM, 6, "", (found, 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [public, private])
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("it was reached"))
    with pytest.raises(push_delivery.Undelivered, match="inside"):
        push_delivery.deliver("https://push.example/a", b"", {})


def test_a_name_is_asked_for_once_and_the_number_reached(settings, monkeypatch):
    settings.WEB_PUSH_TO_LOOPBACK = False
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [public])
    reached = []

    def refuse(address: tuple[str, int], timeout: float) -> None:
        reached.append((address, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(push_delivery.Undelivered, match="ConnectionRefusedError"):
        push_delivery.deliver("https://push.example/a", b"", {})
    assert reached == [(("93.184.216.34", 443), push_delivery.STEP_SECONDS)]
