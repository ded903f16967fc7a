namespace Valhalla.Governance.Regression;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class RegressionErrors
{
    /// <summary>A value in <c>Valhalla:Regression</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0501";

    /// <summary><c>Valhalla:Regression:MinSpacing</c> is above <c>EvaluationInterval</c>: lower the one or raise the
    /// other.</summary>
    public const string SpacingAboveInterval = "VG0502";
}
