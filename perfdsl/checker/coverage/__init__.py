"""Every value in one band or 得, none in two: what a quantity can be (`domains`), where a rule holds (`ranges`), which end to move."""
