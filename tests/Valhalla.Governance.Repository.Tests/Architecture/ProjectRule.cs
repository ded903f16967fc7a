namespace Valhalla.Governance.Repository.Tests.Architecture;

/// <summary>What one project may reference.</summary>
/// <param name="Name">The project and assembly.</param>
/// <param name="Projects">Our projects it may reference.</param>
/// <param name="BannedPrefixes">Starts of package and assembly names it must not reference.</param>
internal sealed record ProjectRule(
    string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> BannedPrefixes)
{
    private const string Ours = "Valhalla.Governance";

    /// <summary>The references this project must not have.</summary>
    public IReadOnlyList<string> FindForbidden(IEnumerable<string> references) =>
        [.. references.Where(reference => IsForbidden(reference)).Order(StringComparer.Ordinal)];

    private bool IsForbidden(string reference) =>
        reference == Ours || reference.StartsWith(Ours + ".", StringComparison.Ordinal)
            ? !Projects.Contains(reference)
            : BannedPrefixes.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal));
}
