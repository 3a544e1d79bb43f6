"""What colours look like when laid upon each other."""


def mix_colours(colour: str, ground: str, share: float) -> str:
    """`colour` laid on `ground` with the opacity `share` (0–1)."""
    pairs = zip(_split(colour), _split(ground), strict=True)
    mixed = [round(over * share + under * (1 - share)) for over, under in pairs]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def choose_ink(fill: str, inks: tuple[str, ...]) -> str:
    """The ink that stands out most on `fill`."""
    return max(inks, key=lambda ink: compute_contrast(ink, fill))


def compute_contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted([_compute_luminance(one), _compute_luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def _compute_luminance(colour: str) -> float:
    red, green, blue = (_linearise(channel / 255) for channel in _split(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linearise(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _split(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
