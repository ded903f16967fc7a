namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Marks an endpoint of the library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path below the prefix.</param>
/// <param name="ExemptPath">
/// The part of that path which the go-live middleware lets pass with all below it; null where it lets nothing pass.
/// </param>
internal sealed record ValhallaEndpointMetadata(string Name, string Path, string? ExemptPath)
{
    private const string Governance = "governance";

    // What contacts people or makes offers is as closed as the host's own paths.
    private static readonly string[] Operations = ["followups/", "buyers/", "deals/"];

    public static ValhallaEndpointMetadata Of(EndpointSpec spec) => new(
        spec.Name,
        spec.Path,
        spec.Path.StartsWith(Governance + "/", StringComparison.Ordinal) ? Governance
            : Array.Exists(Operations, path => spec.Path.StartsWith(path, StringComparison.Ordinal)) ? null
            : spec.Path);

    /// <summary>
    /// The exempt prefix where the endpoint is mapped with <paramref name="pattern"/>; null when it is not exempt, or
    /// the host's part of the pattern is not a plain path, because then no prefix says what it matches.
    /// </summary>
    public string? ExemptPrefixAt(string? pattern)
    {
        if (ExemptPath is null || pattern is null || !pattern.EndsWith(Path, StringComparison.Ordinal))
        {
            return null;
        }

        var hostPart = pattern[..^Path.Length].Trim('/');
        return hostPart.AsSpan().ContainsAny('{', '}', '*')
            ? null
            : hostPart.Length == 0 ? $"/{ExemptPath}" : $"/{hostPart}/{ExemptPath}";
    }
}
