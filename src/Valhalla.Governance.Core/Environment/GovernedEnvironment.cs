namespace Valhalla.Governance;

/// <summary>The environment that is governed, and whether go-live is enforced in it.</summary>
/// <param name="Name">
/// The value of <c>ENV</c> or <c>Valhalla:Environment</c>, else the host's environment, in small letters.
/// </param>
/// <param name="IsEnforcementRequested">False when <c>GO_LIVE_ENFORCE</c> is <c>0</c>.</param>
/// <param name="IsDatabaseExplicit">Whether a database was configured, rather than the embedded default taken.</param>
public sealed record GovernedEnvironment(string Name, bool IsEnforcementRequested, bool IsDatabaseExplicit)
{
    /// <summary>Whether the governed environment is <c>production</c>.</summary>
    public bool IsProduction => string.Equals(Name, "production", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether only the host's environment was there to go by, and its name is neither <c>Production</c> nor one that
    /// is known not to be production. It is taken for production until somebody says.
    /// </summary>
    public bool IsUnknown { get; init; }

    /// <summary>What the name was read from, such as <c>ENV</c>.</summary>
    public string Source { get; init; } = "ENV";

    /// <summary>What another setting says that is less strict about production; null for none.</summary>
    internal string? Overruled { get; init; }

    /// <summary>
    /// Whether go-live is enforced: in production and where the name says nothing, unless switched off.
    /// </summary>
    public bool IsEnforced => (IsProduction || IsUnknown) && IsEnforcementRequested;
}
