"""The parts of the page, in the order in which they stand on it.

Each is a function of the marts. The first part answers; the second is what
else the data tells.
"""

from .accuracy import accuracy
from .constellation import constellation
from .cores import cores
from .crew import crew
from .forecast import forecast, scenario_section
from .inverse import inverse
from .launches import launches
from .payloads import payloads
from .sensitivity import sensitivity
from .starlink_launches import starlink_launches
from .survival import survival

ANSWER = [forecast, inverse, sensitivity, scenario_section, accuracy]
MORE = [constellation, starlink_launches, survival, launches, payloads, cores,
        crew]
