"""What is said over the control socket of a zygote, in both directions."""

from __future__ import annotations

import struct

#: A letter and two numbers. `F`, an id and bytes of memory, comes with a descriptor: fork a process that converses over
#: it. `K`, an id: kill that process. `S`, an id: kill it and reply how it ended. `P`, a length and zero, and as many
#: bytes of JSON: import the modules in this list, and reply 0 and whether more than one thread runs now.
ORDER = struct.Struct(">cQQ")

#: The id and what `waitpid` says of its process, -1 where there is none; or the answer to `P`.
REPLY = struct.Struct(">Qq")

#: How many bytes of JSON follow: what the process says of itself, before orders are taken.
LENGTH = struct.Struct(">I")
