"""Make the reader's and the encoder's weights: see `python -m qa.training`.

Needs the dependency group "train" (torch, transformers); nothing at run time imports this package.
"""
