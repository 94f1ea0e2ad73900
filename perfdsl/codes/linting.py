"""Codes about allowing findings of the linter and setting their levels (PD89…).

The codes of the findings themselves stand with their rules in `perfdsl/linter/rules/`.
"""

from perfdsl.wording import Code, Words

REASON_MISSING = Code(
    "PD8901",
    "reason-missing",
    "error",
    Words("「{text}」没有写理由", "「{text}」 gives no reason"),
    Words(
        '在后面写理由，例如「放过 {name} "办法原文如此"」',
        'write the reason behind it, such as `allow {name} "as the circular has it"`',
    ),
)
UNKNOWN_RULE = Code(
    "PD8902",
    "unknown-lint-rule",
    "error",
    Words("没有叫「{name}」的检查规则", "there is no rule of the linter called 「{name}」"),
    Words(
        "用「perfdsl explain PD80」查看全部检查规则", "see all rules with `perfdsl explain PD80`"
    ),
)
ALLOWS_NOTHING = Code(
    "PD8903",
    "allows-nothing",
    "info",
    Words("这里没有「{name}」要放过", "there is nothing of 「{name}」 to allow here"),
    Words("删去这一行", "delete the line"),
)
UNKNOWN_SETTING = Code(
    "PD8904",
    "unknown-setting",
    "error",
    Words("perfdsl.toml 里不认识「{name}」", "perfdsl.toml has an unknown key, 「{name}」"),
    Words(
        "只能有 [lint] 表，里面写检查规则的名称或编号",
        "write a [lint] table with the names or ids of rules",
    ),
)
UNKNOWN_LEVEL = Code(
    "PD8905",
    "unknown-level",
    "error",
    Words("「{name}」的级别写的是「{level}」", "the level of 「{name}」 is 「{level}」"),
    Words(
        '写成 "off"、"info"、"warning" 或 "error"',
        'write one of "off", "info", "warning", "error"',
    ),
)
