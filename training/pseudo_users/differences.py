"""Derivatives of a plane, and smoothness terms of variational methods in matrix and Fourier form.

A plane is (H, W) float. Derivatives are forward differences, down the rows and across the columns.
Two kinds of borders are needed: a plane that ends (the last row and column have no difference), for
sparse systems, and one that repeats itself, for systems that the Fourier transform solves.
"""

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from scipy.sparse.linalg import LinearOperator, cg, splu

Plane = NDArray[np.float64]


def differences(plane: Plane) -> tuple[Plane, Plane]:
    """Down and across; 0 in the last row and the last column."""
    down, across = np.zeros_like(plane), np.zeros_like(plane)
    down[:-1] = np.diff(plane, axis=0)
    across[:, :-1] = np.diff(plane, axis=1)
    return down, across


def smoothness_matrix(down: Plane, across: Plane) -> scipy.sparse.csc_array:
    """The five-point matrix Dᵀ diag(w) D, summed over both directions, (H·W, H·W).

    down, across  weights (H, W) of the differences; those of the last row and column are ignored
    """
    pixel = np.arange(down.size).reshape(down.shape)
    first = np.concatenate([pixel[:-1].ravel(), pixel[:, :-1].ravel()])
    second = np.concatenate([pixel[1:].ravel(), pixel[:, 1:].ravel()])
    weight = np.concatenate([down[:-1].ravel(), across[:, :-1].ravel()])
    rows = np.concatenate([first, second, first, second])
    columns = np.concatenate([first, second, second, first])
    values = np.concatenate([weight, weight, -weight, -weight])
    return scipy.sparse.csc_array((values, (rows, columns)), shape=(down.size, down.size))


def solve(matrix: scipy.sparse.csc_array, right: Plane) -> Plane:
    """The exact solution of a symmetric positive definite system, shaped like `right`."""
    factors = splu(
        matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True}
    )
    return factors.solve(right.ravel()).reshape(right.shape)


def solve_roughly(
    matrix: scipy.sparse.csc_array, right: Plane, start: Plane, *, tolerance: float, steps: int
) -> Plane:
    """Conjugate gradients from `start`, with the diagonal as preconditioner.

    tolerance  of the residual's length, relative to that of the right side
    steps      at most
    """
    scale = 1 / matrix.diagonal()
    preconditioner = LinearOperator(matrix.shape, matvec=lambda vector: scale * vector.ravel())
    solution, _ = cg(
        matrix, right.ravel(), x0=start.ravel(), rtol=tolerance, maxiter=steps, M=preconditioner
    )
    return solution.reshape(right.shape)


def relative_change(now: Plane, before: Plane) -> float:
    """The length of the change, relative to that of the plane before."""
    return float(np.linalg.norm(now - before)) / max(float(np.linalg.norm(before)), 1e-12)


def periodic_differences(plane: Plane) -> tuple[Plane, Plane]:
    """Down and across; the last row and column differ from the first ones."""
    return np.roll(plane, -1, axis=0) - plane, np.roll(plane, -1, axis=1) - plane


def transfer_functions(shape: tuple[int, int]) -> tuple[NDArray[np.complex128], ...]:
    """The Fourier transforms of both periodic differences, to multiply that of a plane with."""
    down = np.exp(2j * np.pi * np.fft.fftfreq(shape[0]))[:, None] - 1
    across = np.exp(2j * np.pi * np.fft.fftfreq(shape[1]))[None] - 1
    return down + 0 * across, across + 0 * down


def power_of(functions: tuple[NDArray[np.complex128], ...]) -> Plane:
    """The sum of squared magnitudes: what both differences and their transposes multiply with."""
    return np.sum([np.abs(function) ** 2 for function in functions], axis=0)


def shrink(values: Plane, threshold: float) -> Plane:
    """Soft thresholding, the minimum of threshold·|x| + (x − values)² / 2."""
    return np.sign(values) * np.maximum(np.abs(values) - threshold, 0)
