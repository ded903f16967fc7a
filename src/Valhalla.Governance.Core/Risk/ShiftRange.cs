namespace Valhalla.Governance.Risk;

/// <summary>
/// By how much a total may differ from the one a decision was made on, with the decision the same. Every comparison
/// of the total goes through here and narrows the range; what reads the figure itself pins it.
/// </summary>
internal struct ShiftRange
{
    public ShiftRange()
    {
    }

    /// <summary>The lowest shift that changes nothing; never above zero.</summary>
    public long Min { get; private set; } = long.MinValue;

    /// <summary>The highest shift that changes nothing; never below zero.</summary>
    public long Max { get; private set; } = long.MaxValue;

    /// <summary>Compares, and keeps the total on the side of the bound on which it is.</summary>
    public bool IsAtMost(Int128 total, Int128 bound)
    {
        var room = bound - total;
        if (room >= 0)
        {
            Limit(room);
            return true;
        }

        Min = (long)Int128.Max(Min, room + 1);
        return false;
    }

    /// <summary>Allows shifts of at most this much, which is not negative.</summary>
    public void Limit(Int128 max) => Max = (long)Int128.Min(Max, max);

    /// <summary>Allows no shift: the decision shows the figure itself.</summary>
    public void Pin() => (Min, Max) = (0, 0);
}
