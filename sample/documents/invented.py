"""Which members of the documents are invented, and their removal.

The generators fill in what the facts do not tell, so that a synthetic
constellation has the API's full shapes. As facts they are null.
"""

# Members by stream; `a.b` is b in the object a. An object loses all its
# leaves and keeps its shape, a list its items.
INVENTED = {
    "dragons": (
        "heat_shield", "launch_payload_mass", "launch_payload_vol",
        "return_payload_mass", "return_payload_vol", "pressurized_capsule",
        "trunk", "height_w_trunk", "sidewall_angle_deg", "orbit_duration_yr",
        "thrusters"),
    "launches": ("launch_library_id",),
    "payloads": (
        "dragon.mass_returned_kg", "dragon.mass_returned_lbs",
        "dragon.flight_time_sec", "longitude", "epoch", "raan",
        "arg_of_pericenter", "mean_anomaly"),
    "roadster": (
        "epoch_jd", "apoapsis_au", "periapsis_au", "semi_major_axis_au",
        "eccentricity", "inclination", "longitude", "periapsis_arg",
        "period_days", "speed_kph", "speed_mph", "earth_distance_km",
        "earth_distance_mi", "mars_distance_km", "mars_distance_mi"),
    "rockets": (
        "first_stage.thrust_sea_level", "first_stage.thrust_vacuum",
        "first_stage.reusable", "first_stage.fuel_amount_tons",
        "first_stage.burn_time_sec", "second_stage", "engines.isp",
        "engines.thrust_sea_level", "engines.thrust_vacuum", "engines.layout",
        "engines.engine_loss_max", "engines.thrust_to_weight",
        "landing_legs"),
}


def without_invented(stream: str, document: dict) -> dict:
    """The document with nothing in it but facts."""
    for path in INVENTED.get(stream, ()):
        *parents, member = path.split(".")
        place = document
        for parent in parents:
            place = place[parent]
        place[member] = _blank(place[member])
    return document


def _blank(value: object) -> object:
    if isinstance(value, dict):
        return {key: _blank(item) for key, item in value.items()}
    return [] if isinstance(value, list) else None
