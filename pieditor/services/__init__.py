"""The program's functions without a screen: tastes, batches, single renders, reports."""
