using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>Stored answers that a newer build wrote: what is not known is neither a grant nor an error.</summary>
public sealed class LedgerAnswersTests
{
    private static readonly EngineName Engine = new("REAL_ESTATE");

    [Fact]
    public void ReadReserve_StatusAndLimitOfANewerBuild_AreUnknown()
    {
        var json = LedgerAnswers.WriteReserve(new ReserveResult
        {
            Status = ReserveStatus.WouldExceedPolicy,
            Engine = Engine,
            Amount = Money.FromUnits(10_000),
            Violations =
            [
                new LimitViolation(
                    Engine, RiskLimit.MaxDailyLoss, Money.Zero, Money.Zero, Money.Zero, Money.Zero),
            ],
        });
        var newer = json
            .Replace("WouldExceedPolicy", "OfTomorrow", StringComparison.Ordinal)
            .Replace("max_daily_loss", "of_tomorrow", StringComparison.Ordinal);

        var read = LedgerAnswers.ReadReserve(newer);

        Assert.False(read.IsGranted);
        Assert.Equal("unknown", WireNames.Of(read.Status));
        Assert.Equal("unknown", WireNames.Of(Assert.Single(read.Violations).Limit));
    }

    [Fact]
    public void ReadSettle_StatusOfANewerBuild_IsUnknown()
    {
        var newer = LedgerAnswers.WriteSettle(new SettleResult { Status = SettleStatus.Booked })
            .Replace("Booked", "OfTomorrow", StringComparison.Ordinal);

        var read = LedgerAnswers.ReadSettle(newer);

        Assert.False(read.IsBooked);
        Assert.Equal("unknown", WireNames.Of(read.Status));
    }

    [Fact]
    public void ReadRecommendation_ReasonOfANewerBuild_IsUnknown()
    {
        var read = System.Text.Json.JsonSerializer.Deserialize(
            """{"id":3,"reasons":["OfTomorrow","PolicyMissing"]}""", HeimdallJsonContext.Default.RecommendAnswer)!;

        Assert.Equal("unknown policy_missing", string.Join(' ', read.Reasons.Select(WireNames.Of)));
    }
}
