namespace Valhalla.Governance.GoNoGo;

/// <summary>Words beside a value.</summary>
internal static class EvidenceDetail
{
    /// <summary>The names in one line, cut where it would be too long; null without names.</summary>
    public static string? List(IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        return text.Length switch
        {
            0 => null,
            > EvidenceRules.MaxDetailLength => text[..(EvidenceRules.MaxDetailLength - 1)] + "…",
            _ => text,
        };
    }
}
