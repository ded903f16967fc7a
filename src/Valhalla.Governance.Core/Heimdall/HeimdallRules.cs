namespace Valhalla.Governance.Heimdall;

/// <summary>When a recommendation may be used in production, and when a domain may be promoted. Pure.</summary>
internal static class HeimdallRules
{
    /// <summary>The 95th percentile of the standard normal distribution: one-sided 95 %.</summary>
    public const double OneSided95 = 1.6448536269514722;

    public const int Bins = 10;

    /// <summary>Every reason against the use of a recommendation in production, in the order of the enum.</summary>
    /// <param name="policy">The domain's policy, or null.</param>
    /// <param name="isKillSwitchEngaged">Whether the kill switch is engaged.</param>
    /// <param name="confidence">The confidence of the recommendation.</param>
    /// <param name="modelVersion">Its model version; empty for none.</param>
    /// <param name="scorecard">The trials of that version in the policy's window; null without a policy.</param>
    public static IReadOnlyList<HeimdallReason> ReasonsAgainst(
        HeimdallPolicy? policy,
        bool isKillSwitchEngaged,
        double confidence,
        string modelVersion,
        HeimdallScorecard? scorecard)
    {
        var reasons = new List<HeimdallReason>();
        if (policy is null)
        {
            reasons.Add(HeimdallReason.PolicyMissing);
        }

        if (isKillSwitchEngaged)
        {
            reasons.Add(HeimdallReason.KillSwitchEngaged);
        }

        if (policy is null)
        {
            return reasons;
        }

        if (!IsPromoted(policy, modelVersion))
        {
            reasons.Add(HeimdallReason.ProdUseDisabled);
        }

        // Written so that what is not a number does not pass.
        if (!(confidence >= policy.MinConfidenceProd))
        {
            reasons.Add(HeimdallReason.ConfidenceBelowMinimum);
        }

        reasons.AddRange(PromotionBlockers(policy, scorecard ?? new HeimdallScorecard
        {
            Domain = policy.Domain,
            FromDay = default,
            ToDay = default,
        }));
        return reasons;
    }

    /// <summary>Why the trials do not clear the policy, in the order of the enum; empty when they do.</summary>
    public static IReadOnlyList<HeimdallReason> PromotionBlockers(HeimdallPolicy policy, HeimdallScorecard scorecard)
    {
        var reasons = new List<HeimdallReason>();
        if (scorecard.Trials < policy.MinSandboxTrials)
        {
            reasons.Add(HeimdallReason.NotEnoughTrials);
        }

        if (!(scorecard.SuccessRateLowerBound.GetValueOrDefault() >= policy.MinSandboxSuccessRate))
        {
            reasons.Add(HeimdallReason.SuccessRateBelowMinimum);
        }

        if (policy.MaxCalibrationError is { } most && scorecard.CalibrationError is { } error && !(error <= most))
        {
            reasons.Add(HeimdallReason.CalibrationErrorTooHigh);
        }

        return reasons;
    }

    /// <summary>Whether production use is enabled for this version.</summary>
    public static bool IsPromoted(HeimdallPolicy policy, string modelVersion) =>
        policy.ProdUseEnabled
        && string.Equals(policy.PromotedModelVersion ?? "", modelVersion, StringComparison.Ordinal);

    /// <summary>
    /// The lower end of the Wilson score interval (E. B. Wilson, JASA 22, 1927): what the success rate is at least,
    /// with the confidence that <paramref name="z"/> stands for.
    /// </summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Above zero.</param>
    /// <param name="z">The quantile of the standard normal distribution.</param>
    /// <returns>0 to 1.</returns>
    public static double WilsonLowerBound(int successes, int trials, double z = OneSided95)
    {
        double n = trials;
        var rate = successes / n;
        var zz = z * z;
        var center = rate + (zz / (2 * n));
        var margin = z * Math.Sqrt(((rate * (1 - rate)) + (zz / (4 * n))) / n);
        return Math.Clamp((center - margin) / (1 + (zz / n)), 0, 1);
    }

    /// <summary>The bin of a confidence: ten equal ones with the upper edge inside, the first with both.</summary>
    /// <param name="confidence">0 to 1.</param>
    public static int BinOf(double confidence)
    {
        var bin = 0;
        while (bin < Bins - 1 && confidence > UpperEdge(bin))
        {
            bin++;
        }

        return bin;
    }

    /// <summary>One trial as a cell of the scorecard.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="success">How it ended.</param>
    /// <param name="overdue">Whether it ended by its deadline.</param>
    /// <param name="at">When it ended: it counts on that UTC day.</param>
    public static ScorecardCell CellOf(
        HeimdallRecommendation recommendation, bool success, bool overdue, DateTimeOffset at)
    {
        var error = recommendation.Confidence - (success ? 1 : 0);
        return new ScorecardCell(
            DayOf(at),
            recommendation.Domain,
            recommendation.ModelVersion,
            BinOf(recommendation.Confidence),
            Trials: 1,
            Successes: success ? 1 : 0,
            Overdue: overdue ? 1 : 0,
            ConfidenceSum: recommendation.Confidence,
            SquaredErrorSum: error * error);
    }

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>The sum of cells.</summary>
    /// <param name="domain">The domain of all cells.</param>
    /// <param name="modelVersion">The model version of all cells; empty for none.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cells">The cells, in any order.</param>
    public static HeimdallScorecard Sum(
        DomainName domain, string modelVersion, DateOnly from, DateOnly to, IEnumerable<ScorecardCell> cells)
    {
        var sums = new BinSums[Bins];
        var overdue = 0;
        var squaredErrors = 0.0;
        foreach (var cell in cells)
        {
            sums[cell.Bin].Add(cell);
            overdue += cell.Overdue;
            squaredErrors += cell.SquaredErrorSum;
        }

        var card = new HeimdallScorecard
        {
            Domain = domain,
            ModelVersion = modelVersion.Length == 0 ? null : modelVersion,
            FromDay = from,
            ToDay = to,
            Trials = sums.Sum(s => s.Trials),
            Successes = sums.Sum(s => s.Successes),
            Overdue = overdue,
            Bins = [.. sums.Select((s, bin) => s.ToBin(bin))],
        };
        return card.Trials == 0
            ? card
            : card with
            {
                SuccessRate = (double)card.Successes / card.Trials,
                SuccessRateLowerBound = WilsonLowerBound(card.Successes, card.Trials),
                MeanConfidence = sums.Sum(s => s.Confidences) / card.Trials,
                BrierScore = squaredErrors / card.Trials,

                // Of each bin |mean confidence - success rate|, weighted by its share of the trials.
                CalibrationError = Math.Min(1, sums.Sum(s => Math.Abs(s.Confidences - s.Successes)) / card.Trials),
            };
    }

    private static double UpperEdge(int bin) => (bin + 1) / (double)Bins;

    private struct BinSums
    {
        public int Trials;
        public int Successes;
        public double Confidences;

        public void Add(ScorecardCell cell)
        {
            Trials += cell.Trials;
            Successes += cell.Successes;
            Confidences += cell.ConfidenceSum;
        }

        public readonly CalibrationBin ToBin(int bin) => new(
            bin / (double)Bins, UpperEdge(bin), Trials, Successes, Trials == 0 ? null : Confidences / Trials);
    }
}
