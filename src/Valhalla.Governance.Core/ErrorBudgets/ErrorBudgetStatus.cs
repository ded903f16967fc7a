namespace Valhalla.Governance;

/// <summary>How an error budget stands. In the order of precedence: the first that applies is told.</summary>
public enum ErrorBudgetStatus
{
    /// <summary>Nothing was counted in the window, or in this month: not a pass.</summary>
    NoData,

    /// <summary>The month-to-date burn is 100 % or more.</summary>
    Exhausted,

    /// <summary>The month-to-date burn is 25 % or more.</summary>
    Failing,

    /// <summary>A burn alert fires, or nothing of the window's budget remains.</summary>
    Warning,

    /// <summary>None of these.</summary>
    Ok,
}
