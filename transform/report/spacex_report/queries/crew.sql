-- One row per crewed mission.
select launch_name, launched_on, crew, agencies, names
from rpt_crew_by_mission
order by launched_on, launch_name
