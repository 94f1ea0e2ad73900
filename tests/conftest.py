"""Golden files: expected output kept beside the tests; `--update-golden` writes it anew.

What tests keep between runs of the program stays in a folder of their own.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files from the present output",
    )


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache of whoever runs the tests is neither read nor written."""
    before = os.environ.get("PERFDSL_CACHE_DIR")
    os.environ["PERFDSL_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["PERFDSL_CACHE_DIR"]
    else:
        os.environ["PERFDSL_CACHE_DIR"] = before


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against `tests/golden/<name>`, character by character."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert path.exists(), f"{path} is missing; run pytest --update-golden and read the result"
        assert text == path.read_bytes().decode()

    return compare
