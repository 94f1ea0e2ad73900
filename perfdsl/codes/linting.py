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
ONE_NAME_EACH = Code(
    "PD8906",
    "one-rule-each",
    "warning",
    Words(
        "一行只放过一条检查规则：这里只放过「{name}」，没有放过「{other}」",
        "one line allows one rule of the linter: this allows 「{name}」 and not 「{other}」",
    ),
    Words("每条检查规则写一行，各写理由", "write a line for each rule, each with its reason"),
)
NOT_A_LINT_RULE = Code(
    "PD8907",
    "not-a-lint-rule",
    "error",
    Words(
        "「{name}」不是检查规则：不能放过，也不能改级别",
        "「{name}」 is no rule of the linter: it cannot be allowed, and has no level",
    ),
    Words(
        "按它说的改好；能放过、能改级别的只有 {first} 到 {last}",
        "put right what it says; only {first} to {last} can be allowed or given a level",
    ),
)
LEVEL_TWICE = Code(
    "PD8908",
    "level-twice",
    "error",
    Words(
        "「{name}」和第 {first} 行的「{other}」是同一条检查规则",
        "「{name}」 and 「{other}」 in line {first} are the same rule",
    ),
    Words("只留一处", "keep one of them"),
)
