"""The public registry as a package of Open Referral HSDS 3: docs/methods.md §21."""

from shiensys.show.hsds.package import file_name, package

__all__ = ["file_name", "package"]
