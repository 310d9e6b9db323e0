"""How judge and worker talk: frames of a small header and raw array bytes.

Theory of operation. One side is not to be trusted, so nothing here is unpickled,
evaluated or imported, and every size is compared with a cap before memory is spent.

A frame is a prefix of 16 bytes (magic, header length, body length), a header and a
body. The header is MessagePack: arrays, strings, bytes, numbers, nil and booleans, no
maps and no extensions, at most `MAX_HEADER` bytes. It is *scanned* before it is decoded
(`scan.py`), because a decoder builds the objects first: 28 MB of empty lists decode to
2.1 GB. The scanned header is decoded by msgspec into one of a closed set of messages
(`messages.py`). Values inside a message are trees of plain lists (`values.py`); each
array in a tree has its bytes in the body, in the order in which the tree names them.
Type, shape and size of an array are checked in Python integers before numpy sees them.

Whatever breaks one of these rules is a `WireError`, and so is whatever does not decode.
"""
