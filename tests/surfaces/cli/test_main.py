"""The command as a process of its own: pipes, exit status, no traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FAKE = str(Path(__file__).parents[2] / "fake_reader.py")
STORY = "“The pier is shut,” said Lena Brook. It will open again when the planks are dry."


def onrecord(
    *args: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the whole command line with the reader that needs no model."""
    done = subprocess.run(
        [sys.executable, FAKE, *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done


def test_standard_input_to_a_pipe() -> None:
    done = onrecord("read", "-", stdin=STORY.encode())
    assert done.returncode == 0
    assert "“The pier is shut,”" in done.stdout.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_exit_status() -> None:
    assert onrecord("read", "-", "none.txt", stdin=STORY.encode()).returncode == 1
    assert onrecord("read", "none.txt").returncode == 3
    assert onrecord("read", "--no-such-option").returncode == 2
    assert onrecord("no-such-command").returncode == 2


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_output_is_utf_8_whatever_the_locale(form: str) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = onrecord("read", "-", "--format", form, stdin=STORY.encode(), env=env)
    assert done.returncode == 0
    assert "The pier is shut,”" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_a_reader_that_leaves_is_no_error(form: str, tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    with lines.open("w") as out:
        for n in range(3000):
            out.write(json.dumps({"id": str(n), "text": STORY * 5}) + "\n")
    args = [sys.executable, FAKE, "read", "--format", form, str(lines)]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(20)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_it_with_130_and_no_traceback(workers: str) -> None:
    args = [sys.executable, FAKE, "read", "--format", "jsonl", "--input", "jsonl", "--workers", workers, "-"]
    with subprocess.Popen(
        args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for n in range(20):
            process.stdin.write(json.dumps({"id": str(n), "text": STORY}).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
        time.sleep(0.2)  # it waits for more input now
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


def test_lines_come_as_soon_as_they_are_read() -> None:
    args = [sys.executable, FAKE, "read", "--format", "jsonl", "--input", "jsonl", "-"]
    with subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in ("1", "2"):
            process.stdin.write(json.dumps({"id": number, "text": STORY}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
    assert process.returncode == 0


def test_help_imports_nothing_heavy() -> None:
    heavy = ["trafilatura", "lxml", "httpx", "onnxruntime", "numpy", "rich", "jinja2", "htmldate"]
    code = (
        "import sys; sys.argv = ['onrecord', 'read', '--help']\n"
        "from onrecord.surfaces.cli import main\n"
        "try: main()\n"
        f"finally: print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]"


def test_python_m_onrecord_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"onrecord ")
