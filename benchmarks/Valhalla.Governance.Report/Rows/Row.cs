namespace Valhalla.Governance.Report.Rows;

/// <summary>A row as it is printed.</summary>
/// <param name="Spec">What it says.</param>
/// <param name="Figures">What was measured; null when nothing was.</param>
/// <param name="Problem">Why nothing was measured; null when something was.</param>
/// <param name="IsError">Whether that is a fault, and not a program that this machine lacks.</param>
internal sealed record Row(RowSpec Spec, Figures? Figures, string? Problem = null, bool IsError = false)
{
    /// <summary>Null without a goal, or without figures.</summary>
    public bool? IsMet => Spec.Goal is { } goal && Figures is { } figures ? goal.IsMet(figures) : null;

    /// <summary>Whether the program must not end as if all were well.</summary>
    public bool IsBroken => IsError || Figures?.Inexact is not null;

    /// <summary>Why there are no figures, or why they are not to be trusted.</summary>
    public string? Remark => Problem ?? Figures?.Inexact;
}
