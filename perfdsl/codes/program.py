"""The code for a mistake of perfdsl itself (PD0…)."""

from perfdsl.wording import Code, Words

INTERNAL_ERROR = Code(
    "PD0001",
    "internal-error",
    "error",
    Words(
        "perfdsl 自身出了错，不是您的文件有问题：{message}",
        "perfdsl itself failed; your files are not to blame: {message}",
    ),
    Words(
        "把文件删到只剩还会出错的几行，连同报告发给维护者",
        "cut the file down to the few lines that still fail and send them to the maintainers with the report",
    ),
)
