"""Chroma, and no other module imports it: connections, collections, and what goes wrong with them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import cast

import chromadb
import httpx
from chromadb.api.client import Client as Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from .disk import one_line, remedy
from .errors import KnownError, StoreError
from .place import Folder, Place, Server


class AbsentError(StoreError):
    """The store has no collection of this name."""


_connecting = RLock()
"""Chroma keeps one system for each path in a table that threads must not change at the same time. A connection may be
given back by the garbage collector, in a thread that is just opening another: hence reentrant."""


@contextmanager
def faults(place: Place) -> Iterator[None]:
    """Turn whatever the store, its transport or its disk raises into one line.

    Raises:
        StoreError: instead of it.
    """
    try:
        yield
    except KnownError:
        raise
    except BaseException as fault:
        # A panic inside Chroma's Rust part is no Exception, and its class is not exported.
        if not isinstance(fault, ChromaError | httpx.HTTPError | OSError) and type(fault).__name__ != "PanicException":
            raise
        kind = AbsentError if isinstance(fault, NotFoundError) else StoreError
        raise kind(f"The index at {place} fails ({one_line(fault)})", remedy(place)) from fault


def connect(place: Place) -> Client:
    """A connection to the database in a folder or on a server. Close it after use.

    Raises:
        StoreError: it cannot be opened or reached.
    """
    settings = Settings(_env_file=None, anonymized_telemetry=False, chroma_otel_collection_endpoint="")  # type: ignore[call-arg]
    if isinstance(place, Server):
        settings.chroma_server_ssl_verify = place.ssl  # without TLS there is nothing to verify, and no time to lose
    try:
        with faults(place), _connecting:
            if isinstance(place, Folder):
                return cast(Client, chromadb.PersistentClient(place.path, settings))
            _check_answers(place)
            return cast(Client, chromadb.HttpClient(place.host, place.port, place.ssl, settings=settings))
    # How Chroma says that a database is not as it should be: by the second, for it trips while it tidies up.
    except (ValueError, AttributeError) as fault:
        raise StoreError(f"The index at {place} cannot be opened ({one_line(fault)})", remedy(place)) from fault


def _check_answers(place: Server) -> None:
    """Chroma's own client waits for ever for a server that does not answer."""
    try:
        answer = httpx.get(f"{place}/api/v2/heartbeat", timeout=5, verify=place.ssl).raise_for_status().json()
        known = "nanosecond heartbeat" in answer
    except (httpx.HTTPError, ValueError, TypeError) as fault:
        raise StoreError(f"No Chroma server answers at {place} ({one_line(fault)})", remedy(place)) from fault
    if not known:
        raise StoreError(f"What answers at {place} is not a Chroma server", remedy(place))


def disconnect(client: Client) -> None:
    """Give a connection back; the second time nothing happens."""
    with _connecting:
        client.close()


@contextmanager
def closing_on_failure(client: Client) -> Iterator[None]:
    """Give a connection back if what is done with it fails."""
    try:
        yield
    except BaseException:
        disconnect(client)
        raise


def new_collection(client: Client, name: str, at_once: int, about: Mapping[str, str | int]) -> Collection:
    """Make a collection without an embedding function: the default one would fetch a model.

    Args:
        client: where to make it.
        name: what to call it.
        at_once: the fewest vectors that one request will write.
        about: what to remember of it.
    """
    # Chroma writes the vectors' graph to disk after so many of them. With every request: what is not on disk it goes
    # through again at the next request, and every reader would have to compute and write it again, beside all others.
    graph = CreateHNSWConfiguration(
        space="cosine",
        ef_construction=200,
        ef_search=200,
        max_neighbors=32,
        sync_threshold=max(2, at_once),
        batch_size=max(2, min(100, at_once)),
    )
    configuration = CreateCollectionConfiguration(hnsw=graph)
    return client.create_collection(
        name, embedding_function=None, metadata=dict(about) or None, configuration=configuration
    )


def collection(client: Client, name: str) -> Collection:
    """A collection that is there."""
    return client.get_collection(name, embedding_function=None)
