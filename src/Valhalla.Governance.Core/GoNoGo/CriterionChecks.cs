namespace Valhalla.Governance.GoNoGo;

/// <summary>Checks criteria and what settings change about them, at start.</summary>
internal static class CriterionChecks
{
    public static readonly TimeSpan ShortestMaxAge = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestMaxAge = TimeSpan.FromDays(366);
    private const int MaxTitleLength = 200;

    /// <exception cref="ValhallaConfigurationException">The criterion makes no sense (VG1405).</exception>
    public static void Require(Criterion criterion)
    {
        if (Wrong(criterion) is { } wrong)
        {
            throw new ValhallaConfigurationException(
                GoNoGoErrors.InvalidCriterion, $"The go/no-go criterion '{criterion.Id}' is not usable. {wrong}");
        }
    }

    /// <summary>What is wrong with a setting, with its id; null when nothing is.</summary>
    public static string? Wrong(string id, CriterionOptions changed, IReadOnlyDictionary<string, Criterion> criteria)
    {
        var setting = $"{GoNoGoOptions.SectionName}:{nameof(GoNoGoOptions.Criteria)}:{id}";
        if (!criteria.TryGetValue(id, out var criterion))
        {
            return $"{GoNoGoErrors.UnknownCriterion}: {setting} names no criterion. "
                + "Use an id of GET governance/go-no-go/criteria, or add it with AddGoNoGoCriterion.";
        }

        var kind = criterion.Threshold.Kind;
        foreach (var (name, text) in new[]
        {
            (nameof(CriterionOptions.Threshold), changed.Threshold),
            (nameof(CriterionOptions.WarnThreshold), changed.WarnThreshold),
        })
        {
            if (text is not null && !EvidenceValues.TryRead(kind, text, out _))
            {
                return $"{GoNoGoErrors.WrongThreshold}: {setting}:{name} is '{text}'. Give {Wanted(kind)}.";
            }
        }

        return changed.MaxAge is { } age && (age < ShortestMaxAge || age > LongestMaxAge)
            ? $"{GoNoGoErrors.OptionOutOfRange}: {setting}:{nameof(CriterionOptions.MaxAge)} is {age}. "
                + "Give 1 s to 366 d."
            : null;
    }

    private static string? Wrong(Criterion criterion)
    {
        if (!NameRules.IsLowerName(criterion.Id))
        {
            return NameRules.LowerNameRemedy;
        }

        if (criterion.Signal.Value.Length == 0)
        {
            return "Name the signal it reads.";
        }

        if (!TextRules.IsValid(criterion.Title, MaxTitleLength))
        {
            return "Give a title of 1 to 200 characters.";
        }

        if (!SignalRules.Fits(criterion.Comparison, criterion.Threshold.Kind)
            || (criterion.WarnThreshold is { } warn && warn.Kind != criterion.Threshold.Kind))
        {
            return "Compare numbers with AtLeast, Above, AtMost or Below, flags and words with Is or IsNot, and warn "
                + "at a threshold of the same kind.";
        }

        return criterion.MaxAge < ShortestMaxAge || criterion.MaxAge > LongestMaxAge
            ? "Give a MaxAge of 1 s to 366 d."
            : null;
    }

    private static string Wanted(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Number => "a number such as 99.5",
        EvidenceKind.Flag => "true or false",
        _ => "a word of 1 to 64 characters",
    };
}
