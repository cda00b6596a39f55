"""The parts of the page, in the order in which they stand on it.

Each is a function of the marts.
"""

from .accuracy import accuracy
from .constellation import constellation
from .cores import cores
from .crew import crew
from .forecast import forecast
from .launches import launches
from .payloads import payloads
from .starlink_launches import starlink_launches
from .survival import survival

SECTIONS = [constellation, forecast, accuracy, survival, starlink_launches,
            launches, payloads, cores, crew]
