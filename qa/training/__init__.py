"""Make the reader's and the encoder's weights: `train`, `export`, `calibrate`, `evaluate`.

Needs the dependency group "train" (torch, transformers); nothing at run time imports this package.
"""
