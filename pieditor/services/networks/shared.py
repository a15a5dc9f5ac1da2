"""The shared networks of a program, and the one place that chooses a taste's family.

A taste knows its family and the network that made it. A taste of an unknown family or of another
network is refused here with one message.
"""

import contextlib
import threading
from collections.abc import Callable

from pieditor.core.errors import ModelRefused, PieditorError, TasteInvalid
from pieditor.core.recipe import TasteUse
from pieditor.core.sentences import sentence
from pieditor.core.taste import PREFERENCE_VECTOR
from pieditor.models.families import open_taste_model
from pieditor.models.rater import Rater
from pieditor.models.sessions import Runner
from pieditor.models.taste_model import TasteModel
from pieditor.services.networks.once import Once

# The family in which new tastes are learned.
_FAMILY = PREFERENCE_VECTOR

OpenTasteModel = Callable[[str, Runner], TasteModel | None]


class Networks:
    """Taste models and rater on one provider, opened on first use; thread-safe.

    provider  see `Runner` for the choices
    Damaged networks raise ModelRefused, checked on first use only and not for every photo; a
    provider that does not work raises WrongUsage.
    """

    def __init__(
        self,
        provider: str = "auto",
        *,
        open_model: OpenTasteModel = open_taste_model,
    ) -> None:
        self._open_model = open_model
        self._runner = Once(lambda: Runner(provider))
        self._families: dict[str, Once[TasteModel]] = {}
        self._lock = threading.Lock()
        self.rater: Callable[[], Rater] = Once(lambda: self._verified_rater())
        """Returns the rater that ships with pieditor."""

    def taste_model(self) -> TasteModel:
        """The model that learns new tastes and embeds the gallery's pictures."""
        return self._of_family(_FAMILY)

    def for_taste(self, use: TasteUse) -> TasteModel:
        """The model that predicts looks for a taste.

        Raises TasteInvalid for a taste that none of our models made.
        """
        body, name = use.body, use.name
        if not body.is_of_known_family:
            raise TasteInvalid(
                sentence("Cannot use the taste {name!r}", name=name),
                why=sentence("it is of a kind that this version does not know"),
                remedy=sentence("Update pieditor."),
            )
        model = self._of_family(body.family)
        if body.model != model.model:
            raise TasteInvalid(
                sentence("Cannot use the taste {name!r}", name=name),
                why=sentence(
                    "it was made with another embedding model ({model}…, this version has "
                    "{model_2}…)",
                    model=body.model[:12],
                    model_2=model.model[:12],
                ),
                remedy=sentence("Learn it again from the same favourites with this version."),
            )
        return model

    def open_early(self) -> None:
        """Start opening the models for new tastes on a background thread.

        Errors are ignored here; the next use raises them.
        """

        def work() -> None:
            with contextlib.suppress(PieditorError):
                self.taste_model().warm_up()

        # Not a daemon thread: the program waits for it at exit, because unloading a library while
        # it starts aborts.
        threading.Thread(target=work, name="networks").start()

    def _of_family(self, family: str) -> TasteModel:
        with self._lock:
            once = self._families.setdefault(family, Once(lambda: self._verified_model(family)))
        return once()

    def _verified_model(self, family: str) -> TasteModel:
        model = self._open_model(family, self._runner())
        if model is None:
            raise ModelRefused(
                sentence("Cannot find the model {name}", name=family),
                why=sentence("the manifest does not name it"),
                remedy=sentence("Install pieditor again."),
            )
        model.verify()
        return model

    def _verified_rater(self) -> Rater:
        rater = Rater(self._runner())
        rater.verify()
        return rater
