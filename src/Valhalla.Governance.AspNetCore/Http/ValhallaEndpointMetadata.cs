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

    public static ValhallaEndpointMetadata Of(EndpointSpec spec) => new(
        spec.Name,
        spec.Path,
        // What contacts people or makes offers is as closed as the host's own paths. A reservation is decided inside.
        spec.Path.StartsWith(Governance + "/", StringComparison.Ordinal) ? Governance
            : spec.Acts ? null
            : spec.Path);

    /// <summary>
    /// The exempt prefix where the endpoint is mapped with <paramref name="pattern"/>; null when it is not exempt, or
    /// the pattern has a parameter up to there, because then no prefix says what it matches.
    /// </summary>
    public string? ExemptPrefixAt(string? pattern)
    {
        if (ExemptPath is null || pattern is null || !pattern.EndsWith(Path, StringComparison.Ordinal))
        {
            return null;
        }

        var hostPart = pattern[..^Path.Length].Trim('/');
        return hostPart.AsSpan().ContainsAny('{', '}', '*') || ExemptPath.Contains('{', StringComparison.Ordinal)
            ? null
            : hostPart.Length == 0 ? $"/{ExemptPath}" : $"/{hostPart}/{ExemptPath}";
    }

    /// <summary>Whether only the library's own part of the pattern has parameters.</summary>
    public bool IsTemplateAt(string? pattern) =>
        pattern is not null
        && pattern.EndsWith(Path, StringComparison.Ordinal)
        && !pattern.AsSpan(0, pattern.Length - Path.Length).ContainsAny('{', '}', '*');
}
