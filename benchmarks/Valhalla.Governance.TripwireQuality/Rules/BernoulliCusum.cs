namespace Valhalla.Governance.TripwireQuality.Rules;

/// <summary>
/// The peer: a Bernoulli CUSUM (M. R. Reynolds and Z. G. Stoumbos, Journal of Quality Technology 31 (1999) 87–108),
/// tuned to a drop of 20 % of a rate that it takes from the first events as if it were exact.
/// </summary>
internal sealed class BernoulliCusum() : StreamRule("CUSUM", 200)
{
    private const double Drop = 0.20;

    /// <summary>ln 10 000: about so many events between false alarms, were the rate known.</summary>
    private static readonly double Threshold = Math.Log(10_000);

    public override int? TripsAt(ReadOnlySpan<double> samples)
    {
        var successes = 0.0;
        foreach (var sample in samples[..BaselineEvents])
        {
            successes += sample;
        }

        // Half an event on each side keeps the logarithms finite when all succeed or all fail.
        var good = (successes + 0.5) / (BaselineEvents + 1);
        var bad = good * (1 - Drop);
        double onSuccess = Math.Log(bad / good), onFailure = Math.Log((1 - bad) / (1 - good));
        var sum = 0.0;
        for (var i = BaselineEvents; i < samples.Length; i++)
        {
            sum = Math.Max(0, sum + (samples[i] > 0 ? onSuccess : onFailure));
            if (sum >= Threshold)
            {
                return i + 1;
            }
        }

        return null;
    }
}
