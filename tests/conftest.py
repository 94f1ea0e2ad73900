"""Golden files: expected output kept beside the tests; `--update-golden` writes it anew.

What tests keep between runs of the program stays in a folder of their own.

Hypothesis: the default is quick; `HYPOTHESIS_PROFILE=deep` goes far, as far as `HYPOTHESIS_EXAMPLES` says.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLDEN = Path(__file__).parent / "golden"
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "quick", max_examples=150, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile(
    "deep",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "5000")),
    deadline=None,
    suppress_health_check=_SLOW,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


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
