"""Training tests run on one thread: two that share two busy processors wait for each other."""

import pytest
import torch


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    """Small tensors gain nothing from more."""
    torch.set_num_threads(1)
