"""What a line that cannot be read may have been meant to be: small edits (`ways`), each tried by reading the line anew.

`line` goes through them for one line, most certain first; `meant` has all of them in their order; each other module
knows one kind of slip. With `mended` a line is read on as its way out has it.
"""
