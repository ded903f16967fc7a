using Valhalla.Governance;
using Valhalla.Governance.Risk;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a host's own engines the policies without which they may reserve nothing.</summary>
public static class ValhallaRiskBuilderExtensions
{
    /// <summary>
    /// Brings a risk policy for an engine. It is written at the first start on a store that has none for this engine,
    /// with an audit record, and never again: what people change afterwards stays. May be called for any number of
    /// engines; for one engine the first call counts.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="engine">The engine, such as <c>MY_ENGINE</c>.</param>
    /// <param name="maxDailyLoss">The net loss at which it stops for the day, in currency units; zero or more.</param>
    /// <param name="maxDailyExposure">How much it may reserve in a day, in currency units; zero or more.</param>
    /// <param name="enabled">Whether it may reserve.</param>
    /// <param name="maxOpenReserved">How much may be open at any time; null for no cap.</param>
    /// <param name="worstCaseLossFraction">The share of what is open that counts as lost, 0 to 1 in steps of 0.0001.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValhallaConfigurationException">A value makes no sense (VG0203).</exception>
    public static ValhallaBuilder RiskPolicy(
        this ValhallaBuilder builder,
        string engine,
        decimal maxDailyLoss,
        decimal maxDailyExposure,
        bool enabled = true,
        decimal? maxOpenReserved = null,
        decimal worstCaseLossFraction = 0)
    {
        ArgumentNullException.ThrowIfNull(builder);
        try
        {
            var seed = new RiskPolicyChange(new EngineName(engine), ChangeAuthor.System)
            {
                Enabled = enabled,
                MaxDailyLoss = Money.FromDecimal(maxDailyLoss),
                MaxDailyExposure = Money.FromDecimal(maxDailyExposure),
                MaxOpenReserved = maxOpenReserved is { } open ? Money.FromDecimal(open) : null,
                WorstCaseLossBasisPoints = ToBasisPoints(worstCaseLossFraction),
                Reason = "Brought by the host's code, which never changes it again.",
            };
            RiskPolicyRules.Validate(seed);
            builder.Services.AddSingleton(seed);
            return builder;
        }
        catch (Exception exception) when (
            exception is ArgumentException or PolicyValidationException or OverflowException or FormatException)
        {
            throw new ValhallaConfigurationException(
                RiskErrors.SeedInvalid,
                $"The risk policy that the code brings for '{engine}' makes no sense: {exception.Message} Correct it.",
                exception);
        }
    }

    private static int ToBasisPoints(decimal fraction)
    {
        var points = fraction * RiskRules.BasisPoints;
        return points == decimal.Truncate(points) && points is >= 0 and <= RiskRules.BasisPoints
            ? (int)points
            : throw new PolicyValidationException(
                "worst_case_loss_fraction", "The fraction is from 0 to 1, with at most four decimals.");
    }
}
