"""Pages that rules of structure do not do justice to, each kind known by a signature of its software and never by its host alone.

They are looked through by XPath, which takes quadratic time over the nodes that it joins: only a page of at most `MOST` elements is.
"""

MOST = 30_000  # elements; of 952 pages that were counted none had more than a third of it
