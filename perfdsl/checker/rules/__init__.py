"""The statements below a heading → rules of the model: conditions and points (`statements`, `points`), rows of bands and checklists (`rows`)."""
