namespace Valhalla.Governance.Regression;

/// <summary>The logarithm of the gamma function for positive arguments.</summary>
internal static class LogGamma
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double SeriesFrom = 10;

    /// <summary>Stirling's series (Abramowitz and Stegun 6.1.41), shifted to where it is exact to a double.</summary>
    public static double Of(double x)
    {
        var product = 1.0;
        while (x < SeriesFrom)
        {
            product *= x;
            x++;
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - (square * (1.0 / 360 - (square * (1.0 / 1260 - (square *
            (1.0 / 1680 - (square * (1.0 / 1188 - (square * (691.0 / 360360 - (square / 156))))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + series - Math.Log(product);
    }
}
