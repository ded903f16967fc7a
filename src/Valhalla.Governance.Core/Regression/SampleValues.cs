using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>What an event counts as: 1 or 0 for a rate, its value for a mean. Others are passed over.</summary>
internal static class SampleValues
{
    /// <summary>Larger values count as this large, so that sums of squares stay finite.</summary>
    public const double Largest = 1e100;

    public static bool TryRead(RegressionKind kind, in KpiSample sample, out double value) =>
        TryRead(kind, sample.Success, sample.Value, out value);

    public static bool TryRead(RegressionKind kind, bool? success, double? measured, out double value)
    {
        if (kind == RegressionKind.Rate)
        {
            value = success == true ? 1 : 0;
            return success is not null;
        }

        value = Math.Clamp(measured ?? double.NaN, -Largest, Largest);
        return !double.IsNaN(value);
    }
}
