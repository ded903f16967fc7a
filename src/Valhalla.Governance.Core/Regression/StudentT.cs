namespace Valhalla.Governance.Regression;

/// <summary>Student's t-distribution.</summary>
internal static class StudentT
{
    private const int MaxTerms = 500;
    private const double Tiny = 1e-300;
    private const double Precision = 1e-15;

    /// <summary>P(T ≥ t).</summary>
    public static double UpperTail(double t, double degrees)
    {
        var half = 0.5 * IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + (t * t)));
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>The regularized incomplete beta function, by the fraction that converges for this x.</summary>
    private static double IncompleteBeta(double a, double b, double x)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(
            LogGamma.Of(a + b) - LogGamma.Of(a) - LogGamma.Of(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(a, b, x) / a
            : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    /// <summary>The continued fraction of Abramowitz and Stegun 26.5.8, by Lentz's method.</summary>
    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / AwayFromZero(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var m = 1; m <= MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / AwayFromZero(1 + (even * d));
            c = AwayFromZero(1 + (even / c));
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / AwayFromZero(1 + (odd * d));
            c = AwayFromZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return result;
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
