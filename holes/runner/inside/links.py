"""Where paths lead, and the symbolic links on the way."""

from __future__ import annotations

import errno
import os


def real(path: str, links: dict[str, str]) -> str | None:
    """The place of `path` without symbolic links, those on the way being added to `links`; None where it cannot be
    reached, having gone since it was found."""
    done, ahead, followed = "/", path.split("/")[::-1], 0
    while ahead:
        name = ahead.pop()
        if name in ("", "."):
            continue
        if name == "..":
            done = os.path.dirname(done)
            continue
        place = os.path.join(done, name)
        try:
            target = links.get(place) or os.readlink(place)
        except OSError as error:
            if error.errno != errno.EINVAL:
                return None
            done = place
            continue
        followed += 1
        if followed > 40:
            return None
        links[place] = target
        ahead += target.split("/")[::-1]
        if target.startswith("/"):
            done = "/"
    return done
