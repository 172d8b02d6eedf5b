from tests.notices.sink import no_sink, sink

__all__ = ["no_sink", "sink"]
