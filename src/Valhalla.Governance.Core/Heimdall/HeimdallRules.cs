namespace Valhalla.Governance.Heimdall;

/// <summary>The rules of domain.md section 3 as pure functions.</summary>
internal static class HeimdallRules
{
    public const int Bins = 10;

    /// <summary>The standard normal quantile of 95 %, for a one-sided bound.</summary>
    private const double OneSided95 = 1.6448536269514722;

    /// <summary>Every reason against production use of a recommendation, in the order of the enum.</summary>
    public static List<HeimdallReason> Judge(
        HeimdallPolicy? policy, bool isKilled, string modelVersion, double confidence, HeimdallScorecard? scorecard)
    {
        var reasons = new List<HeimdallReason>();
        if (policy is null)
        {
            reasons.Add(HeimdallReason.PolicyMissing);
        }

        if (isKilled)
        {
            reasons.Add(HeimdallReason.KillSwitchEngaged);
        }

        if (policy is null || scorecard is null)
        {
            return reasons;
        }

        if (!policy.ProdUseEnabled
            || !string.Equals(policy.PromotedModelVersion ?? "", modelVersion, StringComparison.Ordinal))
        {
            reasons.Add(HeimdallReason.ProdUseDisabled);
        }

        // Written so that NaN fails.
        if (!(confidence >= policy.MinConfidenceProd))
        {
            reasons.Add(HeimdallReason.ConfidenceBelowMinimum);
        }

        reasons.AddRange(PromotionBlockers(policy, scorecard));
        return reasons;
    }

    /// <summary>What the trials do not clear of the policy.</summary>
    public static IReadOnlyList<HeimdallReason> PromotionBlockers(HeimdallPolicy policy, HeimdallScorecard scorecard)
    {
        var reasons = new List<HeimdallReason>();
        if (scorecard.Trials < policy.MinSandboxTrials)
        {
            reasons.Add(HeimdallReason.NotEnoughTrials);
        }

        if ((scorecard.SuccessRateLowerBound ?? 0) < policy.MinSandboxSuccessRate)
        {
            reasons.Add(HeimdallReason.SuccessRateBelowMinimum);
        }

        if (policy.MaxCalibrationError is { } maxError && (scorecard.CalibrationError ?? 1) > maxError)
        {
            reasons.Add(HeimdallReason.CalibrationErrorTooHigh);
        }

        return reasons;
    }

    /// <summary>
    /// The lower bound of Wilson's score interval at one-sided 95 %: E. B. Wilson, "Probable inference, the law of
    /// succession, and statistical inference", JASA 22 (1927).
    /// </summary>
    public static double WilsonLowerBound(int successes, int trials, double z = OneSided95)
    {
        var n = (double)trials;
        var rate = successes / n;
        var centre = rate + (z * z / (2 * n));
        var margin = z * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4 * n * n)));

        // Rounding may leave a trace above 0 where nothing succeeded.
        return Math.Clamp((centre - margin) / (1 + (z * z / n)), 0, rate);
    }

    /// <summary>
    /// The bin of a confidence: bins are open below and closed above, the first one closed at both ends.
    /// </summary>
    public static int BinOf(double confidence)
    {
        // By comparison with the edges, since 0.7 * 10 is above 7 in binary.
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            if (confidence <= UpperEdge(bin))
            {
                return bin;
            }
        }

        return Bins - 1;
    }

    /// <summary>What one trial adds to its row.</summary>
    public static ScorecardCell CellOf(
        HeimdallRecommendation recommendation, bool success, bool overdue, DateTimeOffset at)
    {
        var error = recommendation.Confidence - (success ? 1 : 0);
        return new ScorecardCell(
            DateOnly.FromDateTime(at.UtcDateTime),
            recommendation.Domain,
            recommendation.ModelVersion,
            BinOf(recommendation.Confidence),
            Trials: 1,
            Successes: success ? 1 : 0,
            Overdue: overdue ? 1 : 0,
            recommendation.Confidence,
            error * error);
    }

    /// <summary>What recommendations without an outcome add, each on the day of its deadline.</summary>
    public static IReadOnlyList<ScorecardCell> OverdueCells(
        IEnumerable<(DomainName Domain, string ModelVersion, double Confidence, DateTimeOffset DueAt)> overdue) =>
    [
        .. overdue
            .GroupBy(one => (
                Day: DateOnly.FromDateTime(one.DueAt.UtcDateTime),
                one.Domain,
                one.ModelVersion,
                Bin: BinOf(one.Confidence)))
            .OrderBy(group => group.Key.Day)
            .ThenBy(group => group.Key.Domain)
            .ThenBy(group => group.Key.ModelVersion, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Bin)
            .Select(group => new ScorecardCell(
                group.Key.Day,
                group.Key.Domain,
                group.Key.ModelVersion,
                group.Key.Bin,
                Trials: group.Count(),
                Successes: 0,
                Overdue: group.Count(),
                group.Sum(one => one.Confidence),
                group.Sum(one => one.Confidence * one.Confidence))),
    ];

    /// <summary>The scorecard that cells of one domain and model version add up to.</summary>
    public static HeimdallScorecard ScorecardOf(
        DomainName domain, string modelVersion, DateOnly from, DateOnly to, IReadOnlyCollection<ScorecardCell> cells)
    {
        var trials = cells.Sum(c => c.Trials);
        var successes = cells.Sum(c => c.Successes);
        var bins = Enumerable.Range(0, Bins).Select(bin => BinOf(cells, bin)).ToList();
        return new HeimdallScorecard
        {
            Domain = domain,
            ModelVersion = modelVersion.Length == 0 ? null : modelVersion,
            FromDay = from,
            ToDay = to,
            Trials = trials,
            Successes = successes,
            Overdue = cells.Sum(c => c.Overdue),
            SuccessRate = trials == 0 ? null : (double)successes / trials,
            SuccessRateLowerBound = trials == 0 ? null : WilsonLowerBound(successes, trials),
            MeanConfidence = trials == 0 ? null : cells.Sum(c => c.ConfidenceSum) / trials,
            BrierScore = trials == 0 ? null : cells.Sum(c => c.SquaredErrorSum) / trials,
            CalibrationError = trials == 0 ? null : CalibrationError(bins, trials),
            Bins = bins,
        };
    }

    /// <summary>
    /// The expected calibration error: the mean over the bins of |success rate − mean confidence|, weighted by trials
    /// (Naeini, Cooper, Hauskrecht, AAAI 2015).
    /// </summary>
    private static double CalibrationError(List<CalibrationBin> bins, int trials) => bins
        .Where(bin => bin.Trials > 0)
        .Sum(bin => Math.Abs(((double)bin.Successes / bin.Trials) - bin.MeanConfidence!.Value) * bin.Trials / trials);

    private static CalibrationBin BinOf(IReadOnlyCollection<ScorecardCell> cells, int bin)
    {
        var trials = cells.Where(c => c.Bin == bin).Sum(c => c.Trials);
        return new CalibrationBin(
            UpperEdge(bin - 1),
            UpperEdge(bin),
            trials,
            cells.Where(c => c.Bin == bin).Sum(c => c.Successes),
            trials == 0 ? null : cells.Where(c => c.Bin == bin).Sum(c => c.ConfidenceSum) / trials);
    }

    private static double UpperEdge(int bin) => (bin + 1) / (double)Bins;
}
