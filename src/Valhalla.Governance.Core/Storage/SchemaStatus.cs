namespace Valhalla.Governance.Storage;

/// <summary>What a probe of the schema found.</summary>
/// <param name="Provider">The store, such as <c>SQLite 3.40.1</c>.</param>
/// <param name="Installed">The version found; null when there is no schema.</param>
/// <param name="Expected">The version this build works with.</param>
/// <param name="Warning">Something an operator should know about the provider, such as an outdated library.</param>
internal sealed record SchemaStatus(string Provider, int? Installed, int Expected, string? Warning = null)
{
    /// <summary>The schema version this build works with.</summary>
    public const int CurrentVersion = 8;

    public bool IsCurrent => Installed == Expected;

    /// <summary>
    /// Whether this build works with it: its own version, or the next one, which only adds to it, while the nodes of a
    /// deployment are replaced one by one.
    /// </summary>
    public bool IsUsable => IsCurrent || Installed == Expected + 1;
}
