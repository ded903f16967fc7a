namespace Valhalla.Governance;

/// <summary>The error ids of the governed environment and of configuration in general.</summary>
internal static class EnvironmentErrors
{
    /// <summary>
    /// The governed environment has no usable name. Remedy: set <c>ENV</c> or <c>Valhalla:Environment</c> to 1 to 64
    /// letters, digits, '_', '.' or '-'.
    /// </summary>
    public const string InvalidName = "VG0001";

    /// <summary>
    /// The name looks like production and is not <c>production</c>, so nothing would be enforced. Remedy: set
    /// <c>ENV</c> or <c>Valhalla:Environment</c> to <c>production</c>, or to another name if it is not production.
    /// </summary>
    public const string AlmostProduction = "VG0002";
}
