"""PIEA (ICMR 2019): photo enhancement by gradient descent on the parameters of eight filters."""
