using MathNet.Numerics.Distributions;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Core.Tests.Ramp;

public sealed class SampleRatioTestTests
{
    [Fact]
    public void UpperTail_FromNothingToTheFarTail_AgreesWithMathNet()
    {
        for (var x = 0.001; x < 120; x *= 1.07)
        {
            var expected = 1 - ChiSquared.CDF(1, x);
            var actual = SampleRatioTest.UpperTail(x);

            // MathNet gives the lower tail, so that far out its complement has no digits left.
            Assert.True(
                Math.Abs(actual - expected) <= 1e-12 + (1e-9 * expected), $"{actual} instead of {expected} at {x}");
        }
    }

    [Theory]
    [InlineData(100, 900, 1_000, 0.0, 1.0)]
    [InlineData(130, 870, 1_000, 10.0, 0.0015654022580025)]
    [InlineData(60, 940, 1_000, 17.7777777777778, 0.0000248266)]
    public void Judge_UnitsOfAStep_AreTestedAgainstTheInfluence(
        long live, long shadow, int basisPoints, double chiSquare, double pValue)
    {
        var ratio = SampleRatioTest.Judge(live, shadow, basisPoints);
        Assert.Equal(chiSquare, ratio.ChiSquare!.Value, 9);
        Assert.Equal(pValue, ratio.PValue!.Value, 9);
    }

    [Theory]
    [InlineData(3, 4, 1_000)]
    [InlineData(0, 500, 0)]
    [InlineData(2, 500, 0)]
    [InlineData(500, 3, 10_000)]
    public void Judge_TooFewToTellOrNothingToTell_SaysNothing(long live, long shadow, int basisPoints) =>
        Assert.Null(SampleRatioTest.Judge(live, shadow, basisPoints).PValue);
}
