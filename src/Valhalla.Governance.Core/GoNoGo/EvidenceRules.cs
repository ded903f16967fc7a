using System.Collections.Frozen;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Which observations are usable, and which of several is the newest. Pure.</summary>
internal static class EvidenceRules
{
    public const int MaxDetailLength = 1_000;
    public const int MaxSourceLength = TextRules.MaxActorLength;

    /// <summary>
    /// The newest of each signal; at the same instant a provider's. One from the future, as a clock that was ahead
    /// makes it, must not hide what comes after it.
    /// </summary>
    public static FrozenDictionary<SignalName, Evidence> Merge(
        IEnumerable<Evidence> observed, IEnumerable<Evidence> posted, DateTimeOffset now)
    {
        var newest = new Dictionary<SignalName, Evidence>();
        foreach (var evidence in observed.Concat(posted))
        {
            if (!EvidencePosts.IsAhead(evidence.ObservedAt, now)
                && (!newest.TryGetValue(evidence.Signal, out var known) || evidence.ObservedAt > known.ObservedAt))
            {
                newest[evidence.Signal] = evidence;
            }
        }

        return newest.ToFrozenDictionary();
    }

    /// <summary>What is wrong with what a provider said; null when nothing is.</summary>
    public static string? Wrong(IReadOnlyList<Evidence>? observed)
    {
        if (observed is null)
        {
            return "nothing";
        }

        var seen = new HashSet<SignalName>();
        foreach (var evidence in observed)
        {
            if (evidence is null || evidence.Signal.Value.Length == 0)
            {
                return "evidence without a signal";
            }

            if (!seen.Add(evidence.Signal))
            {
                return $"{evidence.Signal} twice";
            }

            if (!TextRules.IsValid(evidence.Source, MaxSourceLength)
                || (evidence.Detail is { Length: > 0 } detail && !TextRules.IsValid(detail, MaxDetailLength)))
            {
                return $"{evidence.Signal} with a source or a detail that is too long or no text";
            }
        }

        return null;
    }
}
