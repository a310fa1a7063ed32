"""Archives: documents by the million in, one table of records out; any format, any interruption, one machine or many.

`extract_table` is the seam: a function from an Arrow table of documents to one of records. `run` carries an archive through it on
all cores of a machine, `extractor.archive.spark.extract` on a cluster. Needs ``pip install 'arabic-extractor[archive]'``.
"""

from ..errors import missing_extra

try:
    import pyarrow  # noqa: F401
except ImportError:
    raise missing_extra("pyarrow", "archive") from None

from ..arrow import DOCUMENTS, ERRORS, RECORDS, documents
from .batch import Stopped, Summary, run
from .readers import Fields, Options
from .seam import Failure, Settings, extract_table
from .tables import read_documents, read_errors, read_records

__all__ = [
    "DOCUMENTS",
    "ERRORS",
    "RECORDS",
    "Failure",
    "Fields",
    "Options",
    "Settings",
    "Stopped",
    "Summary",
    "documents",
    "extract_table",
    "read_documents",
    "read_errors",
    "read_records",
    "run",
]
