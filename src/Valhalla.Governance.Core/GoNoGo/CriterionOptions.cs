namespace Valhalla.Governance;

/// <summary>What a host changes about one criterion, section <c>Valhalla:GoNoGo:Criteria:&lt;id&gt;</c>.</summary>
public sealed class CriterionOptions
{
    /// <summary>
    /// Another threshold, of the kind that the criterion has: a number, <c>true</c> or <c>false</c>, or a word.
    /// Default none, which keeps the criterion's own.
    /// </summary>
    public string? Threshold { get; set; }

    /// <summary>Another threshold below which it warns, of the same kind. Default none, which keeps it.</summary>
    public string? WarnThreshold { get; set; }

    /// <summary>Another age that evidence may have, 1 s to 366 d. Default none, which keeps it.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Whether it must hold. Default none, which keeps it.</summary>
    public bool? Required { get; set; }

    /// <summary>Whether it is on the board at all. Default true.</summary>
    public bool Enabled { get; set; } = true;
}
