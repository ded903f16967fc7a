using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>The ranges of a tripwire policy's figures, as <see cref="RegressionPolicy"/> documents them.</summary>
internal static class PolicyFields
{
    public static int? Window(FieldErrors errors, int? value) => errors.Range("window_events", value, 5, 10_000);

    public static int? Baseline(FieldErrors errors, int? value) => errors.Range("baseline_events", value, 5, 100_000);

    public static double? MaxDrop(FieldErrors errors, double? value)
    {
        if (value == 0)
        {
            errors.Add("max_drop", "Above 0 to 1 is allowed.");
        }

        return errors.Range("max_drop", value, 0, 1);
    }
}
