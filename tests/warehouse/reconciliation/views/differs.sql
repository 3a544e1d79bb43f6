create temp macro differs(one, other) as
    (one is null) <> (other is null)
    or abs(one - other) > 1e-9 * greatest(1, abs(other));
