using Valhalla.Governance.Ramp;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Ramp;

public sealed class InfluenceBucketsTests
{
    private const int Keys = 1_000_000;
    private const int Sigmas = 4;

    /// <summary>The gradual rollouts of Unleash/client-specification (Apache-2.0), files 03, 04, 10 and 12.</summary>
    [Theory]
    [InlineData("AB12A", "123", 100, true)]
    [InlineData("AB12A", "122", 50, true)]
    [InlineData("AB12A", "155", 50, false)]
    [InlineData("AB12A", "122", 0, false)]
    [InlineData("Feature.flexibleRollout.10", "174", 10, true)]
    [InlineData("Feature.flexibleRollout.10", "499", 10, false)]
    [InlineData("Feature.flexibleRollout.userId.55", "25", 55, true)]
    [InlineData("Feature.flexibleRollout.sessionId.42", "147", 42, true)]
    [InlineData("Feature.flexibleRollout.0", "12", 0, false)]
    [InlineData("Feature.flexibleRollout.0", "147", 0, false)]
    [InlineData("Feature.flexible.rollout.custom.stickiness_100", "any_value", 100, true)]
    [InlineData("Feature.flexible.rollout.custom.stickiness_50", "402", 50, false)]
    [InlineData("Feature.flexible.rollout.custom.stickiness_50", "388", 50, true)]
    [InlineData("Feature.flexible.rollout.custom.stickiness_50", "39", 50, true)]
    public void Of_GradualRolloutOfUnleash_DecidesAlike(string group, string unit, int percent, bool isEnabled) =>
        Assert.Equal(isEnabled, new InfluenceBuckets(group).Of(unit) <= percent * 100);

    [Theory]
    [InlineData("v")]
    [InlineData("va")]
    [InlineData("val")]
    [InlineData("valhalla")]
    [InlineData("été")]
    public void Of_AnyUnit_AgreesWithTheDocumentedFormula(string group)
    {
        var buckets = new InfluenceBuckets(group);
        string[] units =
        [
            "", "a", "unit-1", "8f14e45f-ceea-467f-a0e6-b2f1c7a3d0aa", "日本語🙂", "abcdé", "éabcd", "abcde日",
            new string('x', 200), new string('é', 150),
        ];
        foreach (var unit in units)
        {
            var hash = MurmurHash3.Hash(System.Text.Encoding.UTF8.GetBytes($"{group}:{unit}"));
            Assert.Equal((100 * (hash % 100)) + (hash / 100 % 100) + 1, (uint)buckets.Of(unit));
        }
    }

    [Fact]
    public void Of_OneMillionUnits_EveryInfluenceIsWithinFourSigma()
    {
        var buckets = new InfluenceBuckets("valhalla");
        var sizes = new int[InfluenceState.FullBasisPoints + 1];
        for (var i = 0; i < Keys; i++)
        {
            sizes[buckets.Of($"unit-{i}")]++;
        }

        Assert.Equal(0, sizes[0]);
        var live = 0;
        for (var influence = 1; influence < InfluenceState.FullBasisPoints; influence++)
        {
            live += sizes[influence];
            if (influence % 100 != 0 && influence > 100)
            {
                continue;
            }

            var share = influence / 10_000.0;
            var sigma = Math.Sqrt(Keys * share * (1 - share));
            Assert.True(
                Math.Abs(live - (Keys * share)) <= Sigmas * sigma, $"{live} of {Keys} at {influence} basis points.");
        }
    }

    [Fact]
    public void Of_AnyUnit_AllocatesNothing()
    {
        var buckets = new InfluenceBuckets("valhalla");
        var unit = new string('k', 80);

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _ = buckets.Of(unit);
            }
        });

        Assert.Equal(0, allocated);
    }
}
