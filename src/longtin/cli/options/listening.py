"""Whether a port is free, asked before anything is opened there."""

from longtin.errors import LongtinError


def free(host: str, port: int) -> None:
    """Do nothing where something can listen; a server says it otherwise in the system's words.

    Args:
        host: A name or address of this machine.
        port: 0 to 65535; 0 is always free.

    Raises:
        LongtinError: Nothing can listen there.
    """
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except (OSError, OverflowError) as error:
        raise LongtinError(
            "Nothing can listen at {host}:{port}: something else does, the port is reserved, or "
            "{host} is not this machine. Give another port with --port, or another --host.",
            host=host,
            port=port,
        ) from error
