namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class ErrorBudgetErrors
{
    /// <summary>A value in <c>Valhalla:ErrorBudgets</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1601";

    /// <summary>Two objectives have the same name: rename one.</summary>
    public const string DuplicateObjective = "VG1602";
}
