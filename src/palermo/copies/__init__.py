"""Public copies of evidence: the same to look at, made anew, without what the file tells besides.

`public_copy` makes one and says what the file told: where and when a picture was taken, with which device, by whom.
None of it is in the copy. What cannot be made anew is refused, with what to do instead.
"""

from palermo.copies.making import COPIED, public_copy
from palermo.copies.model import TELLS_WORDS, PublicCopy, Tells, Trace

__all__ = ["COPIED", "TELLS_WORDS", "PublicCopy", "Tells", "Trace", "public_copy"]
