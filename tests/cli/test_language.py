"""Which language the command line speaks."""

import pytest

from perfdsl.cli.language import choose_language


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LC_ALL": "zh_CN.GBK", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"PERFDSL_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"PERFDSL_LANG": "", "LANG": "en_GB"}, "en"),
        (["score", "--lang", "en"], {"PERFDSL_LANG": "zh"}, "en"),
        (["--lang=zh", "score"], {"PERFDSL_LANG": "en"}, "zh"),
        (["--lang"], {}, "zh"),
        (["--lang", "fr"], {"PERFDSL_LANG": "en"}, "zh"),
        (["score", "--", "--lang=en"], {}, "zh"),
    ],
)
def test_choice(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert choose_language(arguments, environment) == expected
