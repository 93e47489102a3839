"""`palermo trail verify` and `witness`, as a person runs them: on folders, on addresses, on proofs."""

import gzip
import io
import json
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import Result

from palermo.cli.logs import MOST_BYTES, log_at
from palermo.cli.memory import Memory
from palermo.cli.verifying import counting
from palermo.core import UserError
from palermo.trail import Checkpoint as Point
from palermo.trail import leaf, prove, read_policy, read_verifier_key, signed
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import Terminal
from tests.unit.trail import made, plain

LOG = made.log(600)


def put(folder: Path, files: made.Files) -> str:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return str(folder)


@pytest.fixture
def log(here: Path) -> str:
    return put(here / "log", LOG.files)


@pytest.fixture
def policy(here: Path) -> str:
    (here / "trusted").write_text(str(made.POLICY), encoding="utf-8")
    return "trusted"


def words(text: str) -> str:
    return " ".join(text.split())


# verify a log


def test_a_log_verifies(run: Run, log: str, policy: str) -> None:
    result = run("trail", "verify", log, "--policy", policy)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.startswith(f"The log {made.LOG} verifies.\n")
    assert "entries         600" in result.stdout
    assert LOG.tree.root().hex() in result.stdout
    assert f"{made.LOG} (ML-DSA-44), 2026-03-01 13:00:00 UTC" in result.stdout


def test_without_a_policy_the_log_names_its_own_keys_and_that_is_said(run: Run, log: str) -> None:
    result = run("trail", "verify", log)
    assert result.exit_code == 0
    assert "T08  The keys were taken from the log itself (policy)." in result.stdout


def test_the_first_bad_entry_is_named(run: Run, log: str, policy: str) -> None:
    other = made.forged([*LOG.leaves[:302], leaf(made.entry(302, actor="p-other")), *LOG.leaves[303:]])
    bundle = "tile/entries/001"
    put(Path(log), {bundle: other.files[bundle]})
    result = run("trail", "verify", log, "--policy", policy)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"The log {made.LOG} does not verify. The first bad entry is 302.\n")
    assert "T10  Entry 302 in tile/entries/001 is not the one that the log's tree holds" in result.stdout
    told = json.loads(run("trail", "verify", log, "--policy", policy, "--format", "json").stdout)
    assert (told["verifies"], told["first_bad"], told["size"], told["log"]) == (False, 302, 600, made.LOG)
    assert [(found["rule"], found["entry"]) for found in told["findings"]] == [("T15", None), ("T10", 302)]
    assert [one["kind"] for one in told["signatures"]] == ["Ed25519", "ML-DSA-44"]


def test_a_log_with_no_entry_to_blame(run: Run, log: str, policy: str) -> None:
    put(Path(log), {"checkpoint": made.signed_over(600, LOG.time)})
    result = run("trail", "verify", log, "--policy", policy)
    assert result.exit_code == 1
    assert "The log trail.example.org/committee does not verify.\n" in result.stdout
    assert "T15  The 600 entries do not lead to the root" in result.stdout


@pytest.mark.parametrize("kept", ["checkpoint", "proof", "copy"])
def test_what_was_seen_before_is_held_against_the_log(run: Run, here: Path, log: str, policy: str, kept: str) -> None:
    def against(seen: made.Made, name: str) -> Result:
        (here / f"proof-{name}").write_bytes(prove(seen.tree, 1, seen.note, made.entry(1)).write())
        (here / f"checkpoint-{name}").write_bytes(seen.note)
        put(here / f"copy-{name}", seen.files)
        return run("trail", "verify", log, "--policy", policy, "--against", f"{kept}-{name}")

    assert against(made.log(500), "older").exit_code == 0
    result = against(made.log(400).grown(leaf(made.entry(n, object="o:1")) for n in range(400, 500)), "other")
    assert result.exit_code == 1
    assert ("The first bad entry is 400." in result.stdout) is (kept == "copy")
    assert "it is a split view" in words(result.stdout).lower()


def test_a_log_that_is_shorter_than_what_was_seen(run: Run, here: Path, policy: str) -> None:
    (here / "kept").write_bytes(LOG.note)
    result = run("trail", "verify", put(here / "old", made.log(500).files), "--policy", policy, "--against", "kept")
    assert result.exit_code == 1
    assert "The first bad entry is 500." in result.stdout
    assert "T20 By its checkpoint the log has 500 entries, and 600 were seen before" in words(result.stdout)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["n" * 300], "n is neither a folder nor an address"),
        (["nowhere"], "nowhere is neither a folder nor an address"),
        (["ftp://example.org/log"], "is no address that is read here"),
        (["empty"], "T26  The log says nothing of its keys: policy is not there."),
        (["empty", "--policy", "trusted"], "T01  checkpoint is not there."),
        (["garbage", "--policy", "trusted"], "T02  checkpoint is malformed: no blank line stands before signatures."),
        (["log", "--policy", "nowhere"], "nowhere is not there."),
        (["log", "--policy", "log/checkpoint"], "T02  log/checkpoint is malformed"),
        (["log", "--against", "nowhere"], "nowhere is neither a folder nor an address"),
        (["log", "--against", "empty"], "T01  empty is not there."),
        (["log", "--against", "trusted"], "T02  trusted is malformed"),
        (["log", "--file", "trusted"], "Name the proof file in place of the log."),
        (["trusted"], "T02  trusted is malformed: it does not begin as a proof does"),
        (["proof", "--against", "log"], "Leave --against out"),
        (["proof", "--file", "nowhere"], "nowhere is not there."),
        (["proof", "--policy", "proof"], "T02  proof is malformed"),
        (["bare", "--policy", "trusted"], "T34  bare does not carry the entry itself."),
    ],
)
def test_what_cannot_be_read_is_told_plainly(
    run: Run, here: Path, log: str, policy: str, asked: list[str], told: str
) -> None:
    assert (log, policy) == (str(here / "log"), "trusted")
    put(here / "empty", {})
    (here / "empty").mkdir(exist_ok=True)
    put(here / "garbage", {"checkpoint": b"?"})
    proof = prove(LOG.tree, 5, LOG.note, made.entry(5))
    (here / "proof").write_bytes(proof.write())
    (here / "bare").write_bytes(
        b"\n".join(line for line in proof.write().split(b"\n") if not line.startswith(b"extra"))
    )
    result = run("trail", "verify", *asked)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


# verify a proof


@pytest.mark.parametrize("number", [5, 6])
def test_a_proof_holds_without_any_network(run: Run, here: Path, policy: str, number: int) -> None:
    proof = prove(LOG.tree, number, LOG.note, made.entry(number), made.opening(number)).write()
    (here / "entry.tlog-proof").write_bytes(proof)
    result = run("trail", "verify", "entry.tlog-proof", "--policy", policy)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"The proof of entry {number} of the log {made.LOG} holds.\n")
    assert f"plan.uploaded, upload:{number}" in result.stdout
    assert f'    "plan": "plan-{number}"' in result.stdout
    told = json.loads(run("trail", "verify", "entry.tlog-proof", "--policy", policy, "--format", "json").stdout)
    assert told["content"] == made.opening(number).content
    assert (told["verifies"], told["entry"], told["act"]["object"]) == (True, number, f"upload:{number}")


def test_a_veiled_entry_shows_nothing(run: Run, here: Path, policy: str) -> None:
    (here / "entry").write_bytes(prove(LOG.tree, 6, LOG.note, made.entry(6)).write())
    result = run("trail", "verify", "entry", "--policy", policy)
    assert result.exit_code == 0
    assert "act             not shown" in result.stdout
    told = json.loads(run("trail", "verify", "entry", "--policy", policy, "--format", "json").stdout)
    assert told["act"] is None
    assert "content" not in told


def test_a_proof_without_keys_is_whole_and_nobody_vouches(run: Run, here: Path) -> None:
    (here / "entry").write_bytes(prove(LOG.tree, 5, LOG.note, made.entry(5)).write())
    result = run("trail", "verify", "entry")
    assert result.exit_code == 1
    assert "is whole, but nobody vouches for it" in words(result.stdout)
    assert "T07" in result.stdout


def test_a_file_with_its_proof(run: Run, here: Path, policy: str) -> None:
    (here / "entry").write_bytes(prove(LOG.tree, 5, LOG.note, made.entry(5), made.opening(5)).write())
    (here / "other.txt").write_text("another file", encoding="utf-8")
    result = run("trail", "verify", "entry", "--policy", policy, "--file", "other.txt")
    assert result.exit_code == 1
    assert "The proof of entry 5 of the log trail.example.org/committee does not hold." in result.stdout
    assert "T32  other.txt is not a file that entry 5 speaks of" in result.stdout


# over the web


@contextmanager
def served(files: made.Files, *, packed: bool = False, status: int = 200, leads: str = "") -> Iterator[str]:
    """The log at an address of this machine."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files.get(self.path.removeprefix("/log/"))
            self.send_response(404 if content is None else status)
            if packed:
                self.send_header("Content-Encoding", "gzip")
            if leads:
                self.send_header("Location", leads)
            self.end_headers()
            if content is not None:
                self.wfile.write(gzip.compress(content) if packed else content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/log/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("packed", [False, True])
def test_a_log_at_an_address(run: Run, here: Path, policy: str, packed: bool) -> None:
    with served(LOG.files, packed=packed) as address:
        result = run("trail", "verify", address, "--policy", policy)
        assert result.exit_code == 0, result.output
        witnessed = run("trail", "witness", address, "--policy", policy, "--name", "w.example.org")
        assert witnessed.exit_code == 0, witnessed.output
    with served({path: content for path, content in LOG.files.items() if path != "tile/0/000"}) as address:
        assert run("trail", "verify", address, "--policy", policy).exit_code == 1


@pytest.mark.parametrize(
    ("status", "leads", "told"),
    [
        (500, "", "answers with 500"),
        (302, "file:///etc/hostname", "answers with 302"),
        (302, "ftp://127.0.0.1/", "reached"),
    ],
)
def test_an_address_that_does_not_answer(run: Run, here: Path, status: int, leads: str, told: str) -> None:
    with served(LOG.files, status=status, leads=leads) as address:
        result = run("trail", "verify", address)
    assert result.exit_code == 2
    assert told in result.stderr
    # nobody is there any more
    result = run("trail", "verify", address)
    assert result.exit_code == 2
    assert "cannot be reached" in result.stderr


def test_what_is_longer_than_anything_in_a_log_is_not_read(here: Path) -> None:
    long = bytes(MOST_BYTES + 1)
    put(here / "log", {"checkpoint": long})
    for packed in (False, True):
        with served({"checkpoint": long}, packed=packed) as address, pytest.raises(UserError, match="more than"):
            log_at(address)("checkpoint")
    with pytest.raises(UserError, match="more than"):
        log_at(str(here / "log"))("checkpoint")


def test_what_is_packed_badly_is_told() -> None:
    class Odd(dict[str, bytes]):
        pass

    with served({"checkpoint": b"x"}, packed=True) as address, pytest.MonkeyPatch.context() as patch:
        patch.setattr(gzip, "compress", lambda content: b"no gzip")
        with pytest.raises(UserError, match="cannot be unpacked"):
            log_at(address)("checkpoint")


def test_who_waits_at_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), "\r256\r512\r"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        with counting() as tell:
            tell(256)
            tell(256)
        assert stream.getvalue() == shown


# the witness


def witness(run: Run, place: str, *more: str) -> tuple[int, str, str]:
    result = run("trail", "witness", place, "--folder", "w", *more)
    return result.exit_code, result.stdout, result.stderr


def test_a_witness_cosigns_what_it_finds_whole(run: Run, here: Path, log: str) -> None:
    code, cosigned, told = witness(run, log, "--name", "ngo.example.org")
    assert code == 0, told
    assert "T08" in told
    vkeys = run("trail", "witness", "--key", "--folder", "w").stdout.splitlines()
    assert [read_verifier_key(vkey).name for vkey in vkeys] == ["ngo.example.org"] * 2
    plain.open_note(cosigned.encode(), [*(str(key.verifier) for key in made.log_keys()), *vkeys])
    assert (here / "w/cosigned").read_text(encoding="utf-8") == cosigned
    # with it in the log and its keys in the policy, a quorum can be asked for
    put(Path(log), {"checkpoint": cosigned.encode()})
    (here / "trusted").write_text(
        f"log {made.log_keys()[0].verifier}\nwitness ngo {vkeys[1]}\nquorum ngo\n", encoding="utf-8"
    )
    result = run("trail", "verify", log, "--policy", "trusted")
    assert result.exit_code == 0, result.output
    assert "witnessed by    ngo.example.org (ML-DSA-44), " in result.stdout


def test_a_witness_remembers(run: Run, here: Path, log: str) -> None:
    witness(run, log, "--name", "ngo.example.org", "-o", "cosigned")
    assert (here / "cosigned").read_bytes() == (here / "w/cosigned").read_bytes()
    assert (here / "w/checkpoint").read_bytes() == LOG.note
    assert read_policy((here / "w/policy").read_bytes())[0] == made.POLICY
    assert stat.S_IMODE((here / "w/keys").stat().st_mode) == 0o600
    assert not list((here / "w").glob("**/.*"))
    # the log grows; its policy is no longer asked for
    put(Path(log), made.log(1_000).files)
    (Path(log) / "policy").unlink()
    code, _, told = witness(run, log)
    assert (code, told) == (0, "")
    assert (here / "w/checkpoint").read_bytes() == made.log(1_000).note
    # and what it keeps is laid out as a log
    result = run("trail", "verify", log, "--policy", "w/policy", "--against", "w")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("shown", "first"),
    [
        (made.log(500), "T20"),
        (made.log(550).grown(leaf(made.entry(n, actor="p-x")) for n in range(550, 700)), "T21"),
    ],
    ids=["rollback", "split view"],
)
def test_a_witness_refuses_and_keeps_the_evidence(run: Run, here: Path, log: str, shown: made.Made, first: str) -> None:
    witness(run, log, "--name", "ngo.example.org")
    cosigned = (here / "w/cosigned").read_bytes()
    code, printed, told = witness(run, put(here / "other", shown.files))
    assert (code, printed) == (1, "")
    assert told.startswith(first)
    assert "Nothing was signed. The evidence is kept in w/evidence/" in told
    (evidence,) = (here / "w/evidence").iterdir()
    assert (evidence / "shown").read_bytes() == shown.note
    assert (evidence / "seen").read_bytes() == LOG.note
    assert (evidence / "findings.txt").read_text(encoding="utf-8").startswith(first)
    assert (here / "w/checkpoint").read_bytes() == LOG.note
    assert (here / "w/cosigned").read_bytes() == cosigned
    # the honest log is taken up again
    assert witness(run, log)[0] == 0


def test_a_first_look_at_a_broken_log_keeps_what_was_shown(run: Run, here: Path, log: str) -> None:
    put(Path(log), {"tile/0/000": bytes(8192)})
    code, _, told = witness(run, log, "--name", "ngo.example.org")
    assert code == 1
    assert "Nothing was signed." in told
    (evidence,) = (here / "w/evidence").iterdir()
    assert sorted(file.name for file in evidence.iterdir()) == ["findings.txt", "shown"]


def test_a_doubt_about_dates_is_cosigned_and_told(run: Run, here: Path) -> None:
    odd = made.log(600).grown([leaf(made.entry(600, time=made.entry(10).time))])
    code, cosigned, told = witness(run, put(here / "odd", odd.files), "--name", "ngo.example.org")
    assert code == 1
    assert told.startswith("T13")
    assert cosigned.count("ngo.example.org") == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([], "A new witness needs a name to sign with."),
        (["--name", "two words"], "'two words' cannot be the name of a witness"),
        (["--name", "w"], "Name the log to look at"),
        (["nowhere", "--name", "w"], "nowhere is neither a folder nor an address"),
        (["empty", "--name", "w"], "T26"),
        (["empty", "--name", "w", "--policy", "trusted"], "T01"),
        (["log", "--name", "w", "--folder", "trusted"], "trusted"),
    ],
)
def test_a_witness_says_plainly_what_it_cannot_do(
    run: Run, here: Path, log: str, policy: str, asked: list[str], told: str
) -> None:
    assert (log, policy) == (str(here / "log"), "trusted")
    (here / "empty").mkdir()
    result = run("trail", "witness", *asked)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_a_memory_that_is_damaged_is_told(run: Run, here: Path, log: str) -> None:
    witness(run, log, "--name", "ngo.example.org")
    assert "signs as ngo.example.org" in witness(run, log, "--name", "other.example.org")[2]
    for name, told in (("policy", "T02"), ("checkpoint", "T02"), ("keys", "are damaged")):
        kept = (here / "w" / name).read_bytes()
        (here / "w" / name).write_bytes(b"?")
        code, printed, said = witness(run, log)
        assert (code, printed) == (2, "")
        assert told in said
        (here / "w" / name).write_bytes(kept)
    (here / "w/checkpoint").write_text(
        str(signed(Point(made.LOG, 3, bytes(32)), made.log_keys(9), made.FIRST)), encoding="utf-8"
    )
    assert "T04" in witness(run, log)[2]


def test_two_witnesses_do_not_share_a_memory(run: Run, here: Path, log: str) -> None:
    with Memory(here / "w").held():
        code, _, told = witness(run, log, "--name", "ngo.example.org")
    assert code == 2
    assert "Another witness is at work in w." in told


def test_a_folder_that_cannot_be_written_is_told(run: Run, here: Path, log: str) -> None:
    (here / "w").mkdir()
    (here / "w/keys").mkdir()
    code, _, told = witness(run, log, "--name", "ngo.example.org")
    assert code == 2
    assert "keys cannot be written" in told


def test_a_file_that_cannot_be_read_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(UserError, match="cannot be read: Permission denied"):
        log_at(str(here))("checkpoint")
