namespace Valhalla.Governance;

/// <summary>What a row of the risk ledger's journal tells of.</summary>
public enum RiskEventKind
{
    /// <summary>A reservation was granted.</summary>
    Reserved = 0,

    /// <summary>A reservation was denied.</summary>
    Denied = 1,

    /// <summary>A reservation was settled, wholly or in part.</summary>
    Settled = 2,

    /// <summary>A reservation was given back, wholly or in part.</summary>
    Released = 3,

    /// <summary>A reservation's time to live ended.</summary>
    Expired = 4,

    /// <summary>The use of a cap has reached the warning share, 80 % by default.</summary>
    Warning = 5,

    /// <summary>The net loss has reached its cap: the engine is halted for the day.</summary>
    Halted = 6,
}
