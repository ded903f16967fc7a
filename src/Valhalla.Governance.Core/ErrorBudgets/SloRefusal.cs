namespace Valhalla.Governance;

/// <summary>Why a posted count was refused, in the order in which it is checked.</summary>
public enum SloRefusal
{
    /// <summary>There is no objective of this name.</summary>
    UnknownObjective,

    /// <summary>The objective is counted from KPI events, so nothing is posted for it.</summary>
    CountedFromKpi,

    /// <summary>Good is below 0 or above 1 000 000 000.</summary>
    GoodOutOfRange,

    /// <summary>Bad is below 0 or above 1 000 000 000.</summary>
    BadOutOfRange,

    /// <summary>Good and bad are both 0.</summary>
    NothingCounted,

    /// <summary>The minute of the count has not begun.</summary>
    InTheFuture,

    /// <summary>The count is older than the objective's window.</summary>
    OlderThanWindow,
}
